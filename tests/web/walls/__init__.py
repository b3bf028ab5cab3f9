"""What one unit must never learn of another: the story it must not hear, and how every route is asked for it."""
