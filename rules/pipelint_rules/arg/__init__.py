"""Step arguments against the API's request shapes, and the API's rules across fields."""
