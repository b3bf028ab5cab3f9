"""The office pages under /desk."""

from flask import Blueprint

blueprints: list[Blueprint] = []
