"""The HTTP API, version 1: one blueprint per noun (protocol.md §3)."""

from flask import Blueprint

from server.web.api import blobs, checkin, coverage, events, feed, findings, have, hello, openapi, session, sheets
from server.web.api.answers import refuse_impossible_addresses

BASE = "/api/v1"
PROJECT = "/projects/<project>"


def _based(blueprint: Blueprint, below: str = "") -> Blueprint:
    blueprint.url_prefix = BASE + below
    blueprint.before_request(refuse_impossible_addresses)
    return blueprint


blueprints = [
    *(_based(room.blueprint) for room in (hello, session, openapi)),
    *(_based(room.blueprint, PROJECT) for room in (checkin, events, blobs, feed, have, coverage, findings, sheets)),
]
