"""Instants as the wire spells them."""

from server.domain.clock import text_of as stamp

__all__ = ["stamp"]
