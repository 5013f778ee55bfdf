"""Rules about the document itself: its JSON, its encoding, its size, what it is."""
