"""Reading a report before deciding on it: what is new, what one wants to come back to, and the packet on paper."""
