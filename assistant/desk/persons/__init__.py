"""Who somebody is at the desk: in which role, in whose place, and whether they are it still."""
