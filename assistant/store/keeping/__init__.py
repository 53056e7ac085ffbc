"""The database as one thing: put aside, brought back, looked at and counted."""
