"""Rules about the graph: which step waits for which."""
