"""The entry point for application servers."""

from server.app import create_app

app = create_app()
