"""The type of an expression against the place it stands in."""
