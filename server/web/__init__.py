"""HTTP: authenticate, parse, one call inward, answer."""

from flask import Flask


def install(app: Flask) -> None:
    """Put every blueprint, the error answers and the security headers on the application."""
