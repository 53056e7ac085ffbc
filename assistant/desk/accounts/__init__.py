"""Accounts at the desk: who somebody is, what they are in which organ, and how they sign in."""
