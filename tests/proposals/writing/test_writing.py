"""Writing a proposal and putting it on the table."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.rules.rules import Rules, set_rules
from proposals.models import Kind, Phase, Proposal, Touched
from tests.cast import Linde
from tests.conftest import SignIn
from tests.proposals.conftest import GARDEN, Garden

NEW = "/g/linde/voorstellen/nieuw"
ALL = "/g/linde/voorstellen"
BENCH = {
    "kind": "plan",
    "title": "Een bank bij de linde",
    "summary": "Een plek om te zitten.",
    "what": "Een bank van hout.",
    "why": "Ria kan niet lang staan.",
    "money_cents": "€ 1.250,50",
    "hands": "Twee middagen",
    "place": "Onder de boom",
    "touches": "De kapper\nDe school\nDe kapper",
    "must_agree": "De gemeente",
    "settled": "De boom blijft.",
    "origin": "Ria",
    "next": "draft",
}


def only(session: Session) -> Proposal:
    return session.scalars(select(Proposal)).one()


def test_a_member_writes_a_draft_with_every_field(
    browser: SignIn, cast: Linde, session: Session
) -> None:
    answer = browser(cast.fatma).post(ALL, data=BENCH)

    proposal = only(session)
    version = proposal.versions[0]
    assert answer.status_code == 303
    assert proposal.phase is Phase.DRAFT
    assert (version.money_cents, version.place) == (125_050, "Onder de boom")
    assert [(row.who, row.must_agree) for row in proposal.touched] == [
        ("De kapper", False),
        ("De school", False),
        ("De gemeente", True),
    ]


def test_what_is_written_stands_on_the_page(browser: SignIn, cast: Linde) -> None:
    page = browser(cast.fatma).post(ALL, data=BENCH | {"next": "table"}, follow_redirects=True).text

    for words in ("Een bank bij de linde", "Een bank van hout.", "De kapper", "De boom blijft."):
        assert words in page


def test_a_letter_has_an_addressee_and_a_day(
    browser: SignIn, cast: Linde, session: Session
) -> None:
    letter = BENCH | {"kind": "letter", "addressee": "De gemeente", "answer_due": "2026-06-01"}

    browser(cast.fatma).post(ALL, data=letter)

    proposal = only(session)
    assert proposal.kind is Kind.LETTER
    assert (proposal.addressee, proposal.answer_due) == ("De gemeente", date(2026, 6, 1))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "Geef je voorstel een titel."),
        ({"title": "x" * 121}, "Dit is te lang. Er passen 120 letters in."),
        ({"money_cents": "veel"}, "Schrijf een bedrag, zoals 380 of 12,50."),
        ({"money_cents": "9" * 30}, "Schrijf een bedrag, zoals 380 of 12,50."),
        ({"money_cents": "³²"}, "Schrijf een bedrag, zoals 380 of 12,50."),
        ({"answer_due": "morgen"}, "Schrijf een dag, zoals 2026-06-01."),
        ({"kind": "plot"}, "Kies wat voor voorstel het is."),
        ({"kind": "letter"}, "Schrijf op aan wie de brief is."),
        ({"what": "", "next": "table"}, "Schrijf op wat er gaat gebeuren."),
        ({"summary": "", "next": "table"}, "Leg in een paar zinnen uit wat je voorstelt."),
        ({"touches": "x" * 161}, "Dit is te lang. Er passen 160 letters in."),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_typed(
    browser: SignIn, cast: Linde, session: Session, wrong: dict[str, str], sentence: str
) -> None:
    answer = browser(cast.fatma).post(ALL, data=BENCH | wrong)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Ria kan niet lang staan." in answer.text
    assert session.scalars(select(Proposal)).all() == []


def test_a_draft_is_there_for_its_author_only(
    browser: SignIn, cast: Linde, draft: Proposal, public: None
) -> None:
    assert browser(cast.joost).get(GARDEN).status_code == 200
    for other in (cast.henk, cast.marleen, cast.sanne, cast.bram, None):
        assert browser(other).get(GARDEN).status_code == 404
        assert "Moestuin" not in browser(other).get(ALL).text


def test_the_author_puts_her_draft_on_the_table(
    browser: SignIn, cast: Linde, draft: Proposal, session: Session
) -> None:
    browser(cast.joost).post(f"{GARDEN}/bespreking")

    session.refresh(draft)
    assert draft.phase is Phase.DISCUSSION
    assert "Moestuin op het gras" in browser(cast.henk).get(GARDEN).text


def test_an_unfinished_draft_is_not_put_on_the_table(
    browser: SignIn, cast: Linde, session: Session
) -> None:
    browser(cast.fatma).post(ALL, data={"title": "Iets"})

    answer = browser(cast.fatma).post(f"{GARDEN}/bespreking")

    assert answer.status_code == 422
    assert only(session).phase is Phase.DRAFT


def test_a_proposal_is_put_on_the_table_once(browser: SignIn, cast: Linde, garden: Garden) -> None:
    assert browser(cast.joost).post(f"{GARDEN}/bespreking").status_code == 409


def test_a_draft_that_is_rewritten_stays_at_its_first_version(
    browser: SignIn, cast: Linde, draft: Proposal, session: Session
) -> None:
    browser(cast.joost).post(
        f"{GARDEN}/tekst", data=BENCH | {"kind": "letter", "addressee": "De Brug"}
    )

    session.expire_all()
    assert (draft.version_number, len(draft.versions)) == (1, 1)
    assert (draft.title, draft.addressee) == ("Een bank bij de linde", "De Brug")
    assert session.query(Touched).count() == 4


@pytest.fixture
def letter(browser: SignIn, cast: Linde, session: Session) -> Proposal:
    """Fatma's letter to the municipality, on the table."""
    form = BENCH | {"kind": "letter", "addressee": "De gemeente", "next": "table"}
    browser(cast.fatma).post(ALL, data=form)
    return session.scalars(select(Proposal)).one()


def test_while_it_is_talked_about_the_author_changes_to_whom_a_letter_is(
    browser: SignIn, cast: Linde, letter: Proposal, session: Session
) -> None:
    changed = {"addressee": "De wethouder", "answer_due": "2026-06-20"}
    fatma = browser(cast.fatma)

    form = fatma.get(f"{ALL}/1/tekst").text
    answer = fatma.post(f"{ALL}/1/tekst", data=BENCH | changed | {"because": "Zij gaat erover."})

    session.expire_all()
    assert 'value="De gemeente"' in form
    assert answer.status_code == 303
    assert (letter.addressee, letter.version_number) == ("De wethouder", 2)
    assert letter.answer_due == date(2026, 6, 20)


def test_a_letter_is_always_to_somebody(
    browser: SignIn, cast: Linde, letter: Proposal, session: Session
) -> None:
    answer = browser(cast.fatma).post(
        f"{ALL}/1/tekst", data=BENCH | {"addressee": " ", "because": "Weg ermee."}
    )

    session.expire_all()
    assert answer.status_code == 422
    assert "Schrijf op aan wie de brief is." in answer.text
    assert letter.addressee == "De gemeente"


def test_a_letter_that_is_sent_the_same_again_is_no_new_version(
    browser: SignIn, cast: Linde, letter: Proposal, session: Session
) -> None:
    answer = browser(cast.fatma).post(
        f"{ALL}/1/tekst", data=BENCH | {"addressee": "De gemeente", "because": "Zomaar."}
    )

    session.expire_all()
    assert answer.status_code == 422
    assert letter.version_number == 1


def test_helpers_and_outsiders_write_no_proposals(browser: SignIn, cast: Linde) -> None:
    assert browser(cast.sanne).get(NEW).status_code == 403
    assert browser(cast.sanne).post(ALL, data=BENCH).status_code == 403
    assert browser(cast.bram).post(ALL, data=BENCH).status_code == 404
    assert browser().post(ALL, data=BENCH).status_code == 404


def test_where_only_facilitators_propose_a_resident_may_not(
    browser: SignIn, cast: Linde, session: Session
) -> None:
    set_rules(session, cast.community, Rules(who_may_propose="facilitators"), None)

    assert browser(cast.fatma).get(NEW).status_code == 403
    assert browser(cast.marleen).get(NEW).status_code == 200
    assert "/voorstellen/nieuw" not in browser(cast.fatma).get(ALL).text
    assert "/voorstellen/nieuw" in browser(cast.marleen).get(ALL).text


def test_numbers_count_per_community(browser: SignIn, cast: Linde, garden: Garden) -> None:
    answer = browser(cast.bram).post("/g/koor/voorstellen", data={"title": "Nieuwe piano"})

    assert answer.location.endswith("/g/koor/voorstellen/1-nieuwe-piano")
