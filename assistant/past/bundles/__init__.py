"""Bundles: zip archives and mail messages → the files in them, and the one report where there is one."""
