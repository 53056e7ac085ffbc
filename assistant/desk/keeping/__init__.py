"""Keeping an installation: put aside and brought back, looked after, its trail of acts verified and handed out."""
