"""The conversation about a section: what a clerk asks for, recognised and answered."""
