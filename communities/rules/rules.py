"""The rules a community decides by: free until its first decision, then only by a decision."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from communities import events, log
from communities.models import Community, Membership, RulesVersion
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.values import Struct, asdict, fields, replace
from plumbing.web import WrongMoment

SMALL = 20
"""Under this many members people talk at the kitchen table, so waiting times start at nought."""

OFTEN = (
    "consent",
    "majority",
    "dots",
    "approval",
    "ranked",
    "stv",
    "resistance",
    "gradients",
    "budget_shares",
    "lot",
)
"""The ways of deciding to start with: one for each kind of question."""


class Rules(Struct, frozen=True):
    """What a community agreed on; days are whole days, a quorum is "1/3", "40" or "0"."""

    talk_days: int = 7
    backers: int = 3
    fairness_days: int = 2
    objection_days: int = 7
    methods: tuple[str, ...] = OFTEN
    default_days: int = 14
    min_days: int = 1
    max_days: int = 60
    secret_by_default: bool = True
    quorum: str = "0"
    consent_quorum_third: bool = True
    who_may_propose: str = "everyone"


AMONG_FEW = Rules(talk_days=0, backers=0, fairness_days=0)


def rules_of(session: Session, community: Community) -> Rules:
    """The rules in force; those for its size where it never chose any."""
    version = current_version(session, community)
    if version is not None:
        return _read(version.settings)
    members = session.scalar(
        select(func.count())
        .select_from(Membership)
        .where(Membership.community_id == community.id, Membership.left_at.is_(None))
    )
    return AMONG_FEW if (members or 0) < SMALL else Rules()


def current_version(session: Session, community: Community) -> RulesVersion | None:
    """The newest version that was written down, if any was."""
    return session.scalar(
        select(RulesVersion)
        .where(RulesVersion.community_id == community.id)
        .order_by(RulesVersion.number.desc())
        .limit(1)
    )


def set_rules(
    session: Session, community: Community, rules: Rules, by: Membership | None
) -> RulesVersion | None:
    """Set the rules by hand; None if nothing changes. Raises WrongMoment once they are bound."""
    if not events.rules_are_free(session, community):
        raise WrongMoment(
            _("De regels veranderen nu alleen nog door een besluit. Maak er een voorstel voor.")
        )
    return _follow(session, community, rules, by, None)


def adopt_rules(
    session: Session,
    community: Community,
    rules: Rules,
    decision_id: int,
    by: Membership | None = None,
    **called: Any,
) -> RulesVersion | None:
    """Set the rules as a decision of this community made them; the log calls it by what is given.

    None if nothing changes.
    """
    return _follow(session, community, rules, by, decision_id, **called)


def made_by(session: Session, decision_id: int) -> RulesVersion | None:
    """The rules that came of this decision, if any did."""
    return session.scalar(select(RulesVersion).where(RulesVersion.decision_id == decision_id))


def keep_rules(session: Session, community: Community) -> None:
    """Write down the rules in force, so that they no longer follow the number of members."""
    if current_version(session, community) is None:
        _write(session, community, rules_of(session, community), None, None, 1)


def changes(before: Rules, after: Rules) -> dict[str, list[Any]]:
    """Each rule that differs: what it was and what it becomes."""
    old, new = _stored(before), _stored(after)
    return {name: [old[name], new[name]] for name in old if old[name] != new[name]}


def _follow(
    session: Session,
    community: Community,
    rules: Rules,
    by: Membership | None,
    decision_id: int | None,
    **called: Any,
) -> RulesVersion | None:
    lock(session, community, "id")
    changed = changes(rules_of(session, community), rules)
    if not changed:
        return None
    last = current_version(session, community)
    number = last.number + 1 if last else 1
    log.note(session, community.id, "rules", by, changes=changed, decision=decision_id, **called)
    return _write(session, community, rules, by, decision_id, number)


def _write(
    session: Session,
    community: Community,
    rules: Rules,
    by: Membership | None,
    decision_id: int | None,
    number: int,
) -> RulesVersion:
    version = RulesVersion(
        community_id=community.id,
        number=number,
        settings=_stored(rules),
        since=now(),
        decision_id=decision_id,
        made_by_id=by.id if by else None,
    )
    session.add(version)
    session.flush()
    return version


def _stored(rules: Rules) -> dict[str, Any]:
    return asdict(rules) | {"methods": list(rules.methods)}


def _read(settings: dict[str, Any]) -> Rules:
    known = {field.name for field in fields(Rules)}
    rules = replace(Rules(), **{name: settings[name] for name in settings.keys() & known})
    return replace(rules, methods=tuple(rules.methods))
