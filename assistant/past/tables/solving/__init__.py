"""Rows whose cells ran together: every way they may be cut, and which of the ways the form's identities leave."""
