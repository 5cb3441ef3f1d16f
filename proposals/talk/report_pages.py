"""Reporting a contribution, and what the facilitators do with it: leave it or hide it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from communities.access import community_for
from communities.models import Membership
from communities.permissions import Action
from plumbing.database.session import db
from plumbing.web import Page, transaction
from proposals.access import proposal_for
from proposals.blueprint import ONE, back_to
from proposals.models import Proposal
from proposals.talk.moderating import hide, report, settle_reports, show_again
from proposals.talk.pages import one, thread_page
from proposals.threads import Contribution, Report

pages = Blueprint("reports", __name__)


@pages.get("/g/<slug>/meldingen")
def index(slug: str) -> str:
    here = community_for(slug, Action.HIDE_CONTRIBUTION)
    rows = db.session.execute(
        select(Report, Contribution, Membership.name)
        .join(Contribution, Contribution.id == Report.contribution_id)
        .join(Contribution.proposal)
        .join(Membership, Membership.id == Report.membership_id)
        .where(Proposal.community_id == here.community.id, Report.settled_at.is_(None))
        .order_by(Report.at)
        .options(contains_eager(Contribution.proposal), joinedload(Contribution.author))
    ).all()
    return render_template("proposals/talk/reports.html", rows=rows, slug=slug)


@pages.post(f"{ONE}/gesprek/<int:contribution_id>/melding")
def add(slug: str, number: int, contribution_id: int) -> Page:
    found = proposal_for(slug, number, Action.READ_THREADS)
    contribution = one(found, contribution_id)
    with transaction(lambda errors: thread_page(found, contribution_id, "report", errors)):
        report(db.session, contribution, found.member, request.form.get("reason", ""))
    flash(_("De gespreksleiders kijken ernaar."))
    return back_to(found, f"zegt-{contribution_id}")


@pages.post(f"{ONE}/gesprek/<int:contribution_id>/verberging")
def hiding(slug: str, number: int, contribution_id: int) -> Page:
    found = proposal_for(slug, number, Action.HIDE_CONTRIBUTION)
    contribution = one(found, contribution_id)
    with transaction(lambda errors: thread_page(found, contribution_id, "hide", errors)):
        hide(db.session, contribution, found.member, request.form.get("reason", ""))
    flash(_("Het bericht is verborgen. Wie het schreef, leest je reden."))
    return back_to(found, f"zegt-{contribution_id}")


@pages.post(f"{ONE}/gesprek/<int:contribution_id>/terugkeer")
def showing(slug: str, number: int, contribution_id: int) -> Page:
    found = proposal_for(slug, number, Action.HIDE_CONTRIBUTION)
    with transaction():
        show_again(db.session, one(found, contribution_id), found.member)
    flash(_("Iedereen kan het bericht weer lezen."))
    return back_to(found, f"zegt-{contribution_id}")


@pages.post(f"{ONE}/gesprek/<int:contribution_id>/melding/afronding")
def leaving(slug: str, number: int, contribution_id: int) -> Page:
    found = proposal_for(slug, number, Action.HIDE_CONTRIBUTION)
    with transaction():
        settle_reports(db.session, one(found, contribution_id))
    flash(_("Het bericht blijft staan."))
    return redirect(url_for("reports.index", slug=slug), 303)
