"""The blueprint that all office pages hang on."""

from flask import Blueprint

blueprint = Blueprint("desk", __name__, url_prefix="/desk")
