"""Addresses of the pages about a decision, and the blueprint they hang in."""

from flask import Blueprint

pages = Blueprint("decisions", __name__, url_prefix="/g/<slug>")


DECISION = "/besluiten/<numbered:number>"
