"""Tables with rules: where they are, how their cells lie, and whether that is how the form's lie."""
