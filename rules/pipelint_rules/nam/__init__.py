"""Rules about names: their form, and that each is given once."""
