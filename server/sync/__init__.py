"""Exactly-once intake, judging and applying of events, feeds: knows no Flask."""
