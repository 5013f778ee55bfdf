"""Rules about conditions and branches."""
