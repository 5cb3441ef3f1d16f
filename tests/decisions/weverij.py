"""Decision 7 of the demo, written straight into the database: 80 people in 52 households."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from communities.models import Community, Membership
from decisions.models import Decision, Option, Phase, ResultsVisible, Round, Secrecy
from decisions.roll import BaseAnswer, RollEntry
from decisions.votes import Participation
from plumbing.clock import now
from proposals.models import Phase as ProposalPhase
from proposals.models import Proposal, Version
from voting import METHODS

DAYS = 15
Base = dict[str, Any]
Heard = dict[str, dict[str | None, tuple[int, int]]]


def attribute(
    key: str,
    question: str,
    values: dict[str, str],
    *,
    kind: str = "plain",
    unit: str = "person",
    sensitive: bool = False,
) -> Base:
    """An attribute as opening freezes it."""
    return {
        "key": key,
        "question": question,
        "kind": kind,
        "unit": unit,
        "sensitive": sensitive,
        "values": [
            {"key": value, "label": value.capitalize(), "phrase": phrase}
            for value, phrase in values.items()
        ],
    }


STREETS = {
    "spoelstraat": "huishoudens in de Spoelstraat",
    "lakenstraat": "huishoudens in de Lakenstraat",
    "garenpad": "huishoudens aan het Garenpad",
    "ketting": "huishoudens in De Ketting",
}
TENURE = {"huur": "huishoudens die huren", "koop": "huishoudens met een eigen huis"}
AGES = {
    "18-34": "buren van 18 tot en met 34",
    "35-54": "buren van 35 tot en met 54",
    "55-69": "buren van 55 tot en met 69",
    "70+": "buren van 70 en ouder",
}
LANGUAGES = {
    "turks": "buren die uitleg in het Turks willen",
    "arabisch": "buren die uitleg in het Arabisch willen",
    "engels": "buren die uitleg in het Engels willen",
    "nederlands": "buren die uitleg in het Nederlands willen",
}
BASE = {
    "attributes": [
        attribute("straat", "Waar woon je?", STREETS, unit="household"),
        attribute("wonen", "Huur je of heb je een eigen huis?", TENURE, unit="household"),
        attribute("leeftijd", "Hoe oud ben je?", AGES, kind="ordered"),
        attribute(
            "taal", "In welke taal wil je uitleg?", LANGUAGES, kind="multiple", sensitive=True
        ),
    ]
}
# Of each value: how many were heard, and how many were not.
HOUSEHOLDS: Heard = {
    "straat": {
        "spoelstraat": (8, 6),
        "lakenstraat": (9, 4),
        "garenpad": (6, 5),
        "ketting": (3, 11),
    },
    "wonen": {"huur": (6, 18), "koop": (19, 7), None: (1, 1)},
}
PEOPLE: Heard = {
    "leeftijd": {"18-34": (9, 9), "35-54": (15, 12), "55-69": (10, 9), "70+": (5, 7), None: (2, 2)},
    "taal": {
        "turks": (3, 9),
        "arabisch": (2, 4),
        "engels": (4, 4),
        "nederlands": (27, 17),
        None: (5, 5),
    },
}


@dataclass
class Weverij:
    """The decision with its roll, in the order: heard first."""

    decision: Decision
    entries: list[RollEntry]
    heard: int = 41

    @property
    def round(self) -> Round:
        return self.decision.rounds[-1]

    def vote(self, session: Session, entries: list[RollEntry]) -> None:
        session.add_all(
            Participation(round_id=self.round.id, entry_id=entry.id) for entry in entries
        )
        session.flush()


def decision_about(
    session: Session, community: Community, author: Membership, *, base: Base, days: int = DAYS
) -> Decision:
    """An open decision on a proposal of its own, without a roll."""
    community.proposal_count += 1
    community.decision_count += 1
    proposal = Proposal(
        community=community,
        number=community.proposal_count,
        slug="autoluw",
        author=author,
        title="Lakenstraat autoluw",
        summary="Alleen laden en lossen.",
        created_at=now(),
        phase=ProposalPhase.DECISION,
        discussed_since=now(),
        versions=[
            Version(
                number=1,
                title="Lakenstraat autoluw",
                summary="Alleen laden en lossen.",
                what="Auto's alleen om te laden.",
                author=author,
                created_at=now(),
            )
        ],
    )
    decision = Decision(
        community=community,
        proposal=proposal,
        number=community.decision_count,
        slug="autoluw",
        title="Lakenstraat autoluw",
        question="Maken we de straat autoluw?",
        phase=Phase.OPEN,
        method="majority",
        settings=METHODS["majority"].clean_settings({}, 1),
        secrecy=Secrecy.SECRET,
        results_visible=ResultsVisible.AT_CLOSING,
        prepared_by=author,
        created_at=now(),
        opened_at=now(),
        closes_at=now() + timedelta(days=days),
        hearing_base=base,
        options=[Option(key="voorstel", position=0, label="Lakenstraat autoluw")],
        rounds=[
            Round(
                number=1,
                version_number=1,
                frozen="{}",
                fingerprint="0" * 64,
                opened_at=now(),
                deadline=now() + timedelta(days=days),
            )
        ],
    )
    session.add_all([proposal, decision])
    session.flush()
    return decision


def weverij(session: Session, community: Community, author: Membership) -> Weverij:
    """Decision 7 with nobody heard yet; the first 41 entries are those who will be."""
    decision = decision_about(session, community, author, base=BASE)
    households = [f"huis-{number}" for number in range(52)]
    # Of the 26 households that are heard, 15 have two people; of the 26 others, 13 have.
    heard = [*households[:26], *households[:15]]
    silent = [*households[26:], *households[26:39]]
    entries = [
        RollEntry(
            decision_id=decision.id,
            name=f"Buur {number}",
            household=household,
            household_known=True,
        )
        for number, household in enumerate([*heard, *silent])
    ]
    session.add_all(entries)
    session.flush()
    first_of = {entry.household: entry for entry in reversed(entries)}
    answers: list[BaseAnswer] = []
    for key, groups in HOUSEHOLDS.items():
        units = [first_of[name] for name in households]
        answers += _answers(key, groups, units[:26], units[26:])
    for key, groups in PEOPLE.items():
        answers += _answers(key, groups, entries[:41], entries[41:])
    session.add_all(answers)
    session.flush()
    return Weverij(decision, entries)


def _answers(
    key: str,
    groups: dict[str | None, tuple[int, int]],
    heard: list[RollEntry],
    silent: list[RollEntry],
) -> list[BaseAnswer]:
    answers = []
    for entries, place in ((iter(heard), 0), (iter(silent), 1)):
        for value, numbers in groups.items():
            for entry in islice(entries, numbers[place]):
                if value is not None:
                    answers.append(BaseAnswer(entry_id=entry.id, attribute=key, value=value))
    return answers


def at(decision: Decision, share: float) -> datetime:
    """The moment when this share of the asking is over."""
    current = decision.rounds[-1]
    return current.opened_at + share * (current.deadline - current.opened_at)
