"""The promise under faults: a network, servers and phones that fail, and who checks what is left."""
