"""People in the store: their accounts, who they are elsewhere, and who is at which report."""
