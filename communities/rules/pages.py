"""The page of the rules: everyone reads them; while they are free, facilitators set them."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from communities import events, log
from communities.access import Here, community_for
from communities.permissions import Action
from communities.rules.form import BOUNDS, PROPOSERS, QUORUMS, rules_from
from communities.rules.rules import Rules, current_version, rules_of, set_rules
from communities.rules.words import METHODS, method_name, name_of, quorum, value_of
from plumbing.database.session import db
from plumbing.web import Page, transaction

pages = Blueprint("rules", __name__, url_prefix="/g/<slug>")


BEFORE = ("who_may_propose", "talk_days", "backers", "fairness_days", "objection_days")
DECIDING = (
    "methods",
    "default_days",
    "min_days",
    "max_days",
    "secret_by_default",
    "quorum",
    "consent_quorum_third",
)


@pages.get("/regels")
def show(slug: str) -> Page:
    here = community_for(slug, Action.SEE_MEMBERS)
    return _page(here, rules_of(db.session, here.community))


@pages.post("/regels")
def change(slug: str) -> Page:
    here = community_for(slug, Action.CHANGE_RULES)
    before = rules_of(db.session, here.community)
    with transaction(lambda errors: _page(here, before, errors)):
        rules = rules_from(request.form, before)
        changed = set_rules(db.session, here.community, rules, here.member)
    flash(_("De regels zijn veranderd.") if changed else _("Er veranderde niets."))
    return redirect(url_for(".show", slug=slug), 303)


def _page(here: Here, rules: Rules, errors: dict[str, str] | None = None) -> str:
    version = current_version(db.session, here.community)
    free = events.rules_are_free(db.session, here.community)
    return render_template(
        "communities/rules/show.html",
        rules=rules,
        parts=[
            (_("Voor we beslissen"), _rows(rules, BEFORE)),
            (_("Als we beslissen"), _rows(rules, DECIDING)),
        ],
        since=version.since if version else None,
        free=free,
        may_change=free and here.may(Action.CHANGE_RULES),
        may_carry=not free and here.may(Action.CHANGE_RULES),
        **form_values(rules, errors),
        history=log.lines_of(db.session, here.community.id, action="rules"),
    )


def form_values(rules: Rules, errors: dict[str, str] | None = None) -> dict[str, Any]:
    """What the form of the rules asks for, here and where a decision changes them."""
    return {
        "typed": request.form if errors else None,
        "errors": errors or {},
        "bounds": BOUNDS,
        "proposers": [(value, value_of("who_may_propose", value)) for value in PROPOSERS],
        "quorums": _choices(rules),
        "methods": [(method, method_name(method)) for method in METHODS],
    }


def _rows(rules: Rules, names: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [(name, name_of(name), value_of(name, getattr(rules, name))) for name in names]


def _choices(rules: Rules) -> list[tuple[str, str]]:
    known = QUORUMS if rules.quorum in QUORUMS else (*QUORUMS, rules.quorum)
    return [(value, quorum(value)) for value in known]
