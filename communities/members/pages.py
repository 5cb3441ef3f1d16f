"""Members of a community, with who helps from outside plainly marked."""

from flask import Blueprint, render_template, request
from sqlalchemy import case, func, select

from communities.access import community_for
from communities.models import Membership, Role
from communities.permissions import Action
from plumbing.database.session import db

pages = Blueprint("members", __name__, url_prefix="/g/<slug>")

ON_A_PAGE = 120


@pages.get("/leden")
def index(slug: str) -> str:
    here = community_for(slug, Action.SEE_MEMBERS)
    asked = request.args.get("zoek", "").strip()
    here_now = (
        Membership.community_id == here.community.id,
        Membership.is_still_here(),
    )
    found = select(Membership).where(*here_now, Membership.name.icontains(asked, autoescape=True))
    total = db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
    last = max(1, -(-total // ON_A_PAGE))
    page = min(max(1, request.args.get("bladzijde", 1, type=int)), last)
    roles_first = case({Role.FACILITATOR: 0, Role.SUPPORTER: 1}, value=Membership.role, else_=2)
    members = db.session.scalars(
        found.order_by(roles_first, func.lower(Membership.name), Membership.id)
        .limit(ON_A_PAGE)
        .offset((page - 1) * ON_A_PAGE)
    ).all()
    return render_template(
        "communities/members/members.html",
        special=[member for member in members if member.role is not Role.RESIDENT],
        residents=[member for member in members if member.role is Role.RESIDENT],
        may_invite=here.may(Action.INVITE),
        total=total,
        asked=asked,
        page=page,
        pages=last,
    )
