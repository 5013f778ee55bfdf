"""Rules about parameters: their types, defaults and allowed values."""
