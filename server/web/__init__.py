"""HTTP: authenticate, parse, one call inward, answer."""
