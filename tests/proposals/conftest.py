"""A vegetable garden on the table of De Linde, with one neighbour who worries."""

from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from communities.models import Visibility
from communities.rules.rules import Rules, set_rules
from proposals.models import Proposal, Touched
from proposals.talk.contributing import contribute
from proposals.threads import Contribution
from proposals.writing.writing import put_to_discussion, write_proposal
from tests.cast import Linde, linde
from tests.kept import told

GARDEN = "/g/linde/voorstellen/1"


@dataclass
class Garden:
    """Joost's proposal, in discussion."""

    proposal: Proposal
    school: Touched
    owner: Touched
    """The housing association that must still agree."""
    worry: Contribution
    question: Contribution


@pytest.fixture
def draft(session: Session, cast: Linde) -> Proposal:
    """What Joost has written and nobody else has seen."""

    def story() -> Proposal:
        return write_proposal(
            session,
            cast.community,
            cast.joost,
            title="Moestuin op het gras",
            summary="Vier bakken voor groente en kruiden.",
            what="Het hele gras wordt moestuin.",
            why="Samen buiten bezig zijn.",
            money_cents=38_000,
            hands="Een zaterdag met tien mensen.",
            settled="De bomen blijven.",
            origin="Joost, na het ontbijt",
            touches=("De school",),
            must_agree=("Woningcorporatie De Brug",),
        )

    return told(session, "draft", story, after=linde)


@pytest.fixture
def garden(session: Session, cast: Linde, draft: Proposal) -> Garden:
    """The same, on the table."""

    def story() -> Garden:
        put_to_discussion(session, draft)
        worry = contribute(session, draft, cast.henk, "worry", "Dan staat in augustus alles droog.")
        question = contribute(session, draft, cast.piet, "question", "Wie maait er na een jaar?")
        session.commit()
        school, owner = draft.touched
        return Garden(draft, school, owner, worry, question)

    return told(session, "garden", story, after="draft")


@pytest.fixture
def week(session: Session, cast: Linde) -> Rules:
    """The rules of a larger neighbourhood: a week, three backers, two days."""
    rules = Rules()
    set_rules(session, cast.community, rules, None)
    session.commit()
    return rules


@pytest.fixture
def public(session: Session, cast: Linde) -> None:
    """Anyone may read along."""
    cast.community.visibility = Visibility.PUBLIC
    session.commit()
