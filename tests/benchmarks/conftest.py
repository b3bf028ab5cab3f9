"""What benchmarks may ask for beside the fixtures of all tests: those of the browser's."""

from tests.browser.conftest import network, office, phone, playwright, server

__all__ = ["network", "office", "phone", "playwright", "server"]
