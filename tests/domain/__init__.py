"""The rules of the work, told by examples; most are shared with the phone as vectors."""
