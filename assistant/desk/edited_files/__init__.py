"""An edited Word file taken back: what was changed in it, against the report as it now stands."""
