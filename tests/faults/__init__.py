"""The sync promise under faults: a network that misbehaves, servers that die, and what must hold all the same."""
