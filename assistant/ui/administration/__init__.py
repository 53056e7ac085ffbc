"""Parts of 管理: the accounts, and which organ stands over which."""
