"""Rule change, as a page: a facilitator sets the rules as a recorded decision says."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from communities.permissions import Action
from communities.rules.form import rules_from
from communities.rules.pages import form_values
from communities.rules.rules import rules_of
from decisions.access import decision_for
from decisions.here import DecisionHere
from decisions.records.lines import paragraphs
from decisions.records.pages import pages
from decisions.records.reading import record_of
from decisions.records.rule_change import carry_into_rules, refuse_where_nothing_was_decided
from plumbing.database.session import db
from plumbing.web import Page, transaction


@pages.get("/besluit/regels")
def rules(slug: str, number: int) -> Page:
    found = decision_for(slug, number, Action.CHANGE_RULES)
    refuse_where_nothing_was_decided(db.session, found.decision)
    return _page(found)


@pages.post("/besluit/regels")
def set_rules(slug: str, number: int) -> Page:
    found = decision_for(slug, number, Action.CHANGE_RULES)
    before = rules_of(db.session, found.community)
    with transaction(lambda errors: _page(found, errors)):
        asked = rules_from(request.form, before)
        carry_into_rules(db.session, found.decision, found.member, asked)
    flash(_("De regels zijn nu zoals jullie besloten."))
    return redirect(url_for("rules.show", slug=slug), 303)


def _page(found: DecisionHere, errors: dict[str, str] | None = None) -> str:
    kept = record_of(db.session, found)
    now = rules_of(db.session, found.community)
    return render_template(
        "decisions/records/rule_change.html",
        found=found,
        decision=found.decision,
        outcome=paragraphs(kept.content["outcome"]) if kept else (),
        rules=now,
        **form_values(now, errors),
    )
