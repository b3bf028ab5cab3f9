"""The only SQL and the only disk."""
