"""A second tap, or a line that dropped before the answer came: what was sent twice is said once."""

from datetime import timedelta

import pytest
from plumbing.database.base import Base
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plumbing.clock import clock_at, now
from plumbing.database.sent_twice import A_WHILE
from proposals.models import Proposal, Touched
from proposals.threads import Contribution
from tests.cast import Linde
from tests.conftest import SignIn
from tests.proposals.conftest import GARDEN, Garden

TALK = f"{GARDEN}/gesprek"
SAID = {"kind": "idea", "body": "Zet de bakken op tafelhoogte.", "language": "nl"}
BENCH = {"title": "Een bank", "summary": "Om te zitten.", "what": "Een bank.", "next": "table"}


def number_of(session: Session, kind: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(kind)) or 0


@pytest.mark.parametrize(
    ("path", "form", "kind"),
    [
        (TALK, SAID, Contribution),
        (f"{GARDEN}/betrokkenen", {"who": "De school"}, Touched),
        ("/g/linde/voorstellen", BENCH, Proposal),
    ],
    ids=["contribution", "touched", "proposal"],
)
def test_what_is_sent_twice_stands_there_once(
    browser: SignIn,
    session: Session,
    cast: Linde,
    garden: Garden,
    path: str,
    form: dict[str, str],
    kind: type[Base],
) -> None:
    session.commit()
    fatma = browser(cast.fatma)
    before = number_of(session, kind)

    answers = [fatma.post(path, data=form) for _ in range(2)]

    session.expire_all()
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert number_of(session, kind) == before + 1


def test_an_answer_sent_twice_stands_there_once(
    browser: SignIn, session: Session, cast: Linde, garden: Garden
) -> None:
    browser(cast.henk).post(TALK, data=SAID)
    start = session.scalars(select(Contribution.id).order_by(Contribution.id.desc())).first()
    fatma = browser(cast.fatma)

    for _ in range(2):
        fatma.post(f"{TALK}/{start}", data={"body": "Goed idee.", "language": "nl"})

    assert fatma.get(GARDEN).text.count("Goed idee.") == 1


def test_the_same_words_an_hour_later_are_said_again(
    browser: SignIn, session: Session, cast: Linde, garden: Garden
) -> None:
    fatma = browser(cast.fatma)
    before = number_of(session, Contribution)

    fatma.post(TALK, data=SAID)
    with clock_at(now() + A_WHILE + timedelta(minutes=50)):
        fatma.post(TALK, data=SAID)

    assert number_of(session, Contribution) == before + 2


def test_the_same_words_of_two_people_are_said_twice(
    browser: SignIn, session: Session, cast: Linde, garden: Garden
) -> None:
    before = number_of(session, Contribution)

    for who in (cast.fatma, cast.henk):
        browser(who).post(TALK, data=SAID)

    assert number_of(session, Contribution) == before + 2
