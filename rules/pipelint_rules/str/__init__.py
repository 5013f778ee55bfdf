"""Rules about structure: keys, JSON types and closed lists, outside of the requests of APIs."""
