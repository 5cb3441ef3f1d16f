"""Lots: the dice that the facilitator types in after closing."""

from flask import request

from communities.permissions import Action
from decisions.access import decision_for
from decisions.addresses import DECISION, pages
from decisions.counting.lots import draw_lots
from decisions.page.facilitating import done
from plumbing.database.session import db
from plumbing.web import Page


@pages.post(f"{DECISION}/loting")
def drawing(slug: str, number: int) -> Page:
    found = decision_for(slug, number, Action.DRAW_LOTS)
    dice, seen_by = request.form.get("dice", ""), request.form.get("seen_by", "")
    return done(found, lambda: draw_lots(db.session, found.decision, found.member, dice, seen_by))
