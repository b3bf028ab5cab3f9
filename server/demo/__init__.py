"""The demo compound and its days, played through the real HTTP API."""
