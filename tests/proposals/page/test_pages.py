"""The list of proposals and the page of one, for everybody who may see them."""

import pytest
from sqlalchemy.orm import Session

from communities.rules.rules import Rules, set_rules
from proposals.models import Phase, Proposal
from proposals.talk.contributing import contribute, reply
from proposals.writing.writing import write_proposal
from tests.cast import Linde
from tests.conftest import Queries, SignIn
from tests.proposals.conftest import GARDEN, Garden

ALL = "/g/linde/voorstellen"


def test_an_empty_list_invites_to_write_the_first(browser: SignIn, cast: Linde) -> None:
    page = browser(cast.fatma).get(ALL).text

    assert "Nog geen voorstellen" in page
    assert "Schrijf het eerste" in page


@pytest.mark.parametrize(
    ("choice", "is_there"), [("", True), ("gesprek", True), ("besloten", False), ("wat", True)]
)
def test_the_list_is_narrowed_by_phase(
    browser: SignIn, cast: Linde, garden: Garden, choice: str, is_there: bool
) -> None:
    page = browser(cast.fatma).get(ALL, query_string={"fase": choice}).text

    assert ("Moestuin op het gras" in page) is is_there


def test_what_is_alive_stands_before_what_is_settled_or_gone(
    browser: SignIn, cast: Linde, session: Session
) -> None:
    titles = ("Bank", "Goal", "Schuur", "Boom")
    phases = (Phase.DISCUSSION, Phase.DECISION, Phase.WITHDRAWN, Phase.DECIDED)
    for title, phase in zip(titles, phases, strict=True):
        proposal = write_proposal(session, cast.community, cast.joost, title=title)
        proposal.phase, proposal.discussed_since = phase, proposal.created_at
    session.commit()

    page = browser(cast.fatma).get(ALL).text

    assert sorted(titles, key=lambda title: page.index(f"{title}</a>")) == [
        "Goal",
        "Bank",
        "Boom",
        "Schuur",
    ]


def test_a_page_number_nobody_wrote_shows_what_is_there(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    for page in ("0", "-5", "999", "veel"):
        answer = browser(cast.fatma).get(ALL, query_string={"bladzijde": page})
        assert "Moestuin op het gras" in answer.text


def test_a_visitor_reads_the_proposal_but_no_names_and_no_threads(
    browser: SignIn, cast: Linde, garden: Garden, public: None
) -> None:
    page = browser().get(GARDEN).text

    assert "Vier bakken" in page
    assert "een buurtgenoot" in page
    for hidden in ("Joost Brand", "Henk", "augustus", "Gesprek"):
        assert hidden not in page
    assert "Joost Brand" not in browser().get(ALL).text
    versions = browser().get(f"{GARDEN}/versies").text
    assert ">Een buurtgenoot, " in versions
    assert "Joost Brand" not in versions


@pytest.mark.parametrize(
    "path", ["/gesprek", "/gesprek/1", "/gesprek/nieuw", "/tekst", "/bijlagen"]
)
def test_a_visitor_of_a_public_community_finds_nothing_else(
    browser: SignIn, cast: Linde, garden: Garden, public: None, path: str
) -> None:
    assert browser().get(GARDEN + path).status_code == 404


def test_someone_elses_community_is_not_there(browser: SignIn, cast: Linde, garden: Garden) -> None:
    for path in ("", "/versies", "/gesprek", "/gesprek/1"):
        assert browser(cast.bram).get(GARDEN + path).status_code == 404


def test_a_link_preview_is_only_for_public_communities(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    assert 'og:title" content="Gehoord"' in browser(cast.fatma).get(GARDEN).text


def test_a_public_proposal_has_a_link_preview_without_names(
    browser: SignIn, cast: Linde, garden: Garden, public: None
) -> None:
    page = browser().get(GARDEN).text

    assert '<meta property="og:title" content="Moestuin op het gras">' in page


def test_every_role_reads_the_page(browser: SignIn, cast: Linde, garden: Garden) -> None:
    for member in (cast.joost, cast.fatma, cast.marleen, cast.olga, cast.sanne):
        assert browser(member).get(GARDEN).status_code == 200


@pytest.mark.parametrize("phase", list(Phase))
def test_the_page_can_be_read_in_every_phase(
    browser: SignIn, cast: Linde, garden: Garden, session: Session, phase: Phase
) -> None:
    garden.proposal.phase = phase
    garden.proposal.withdrawn_at = garden.proposal.created_at

    assert browser(cast.joost).get(GARDEN).status_code == 200


def test_the_page_takes_twelve_queries_however_much_is_said(
    browser: SignIn, cast: Linde, garden: Garden, session: Session, queries: Queries
) -> None:
    for number in range(30):
        thread = contribute(session, garden.proposal, cast.fatma, "idea", f"Idee {number}")
        reply(session, thread, cast.samira, "Goed idee.")
    set_rules(session, cast.community, Rules(), None)
    garden.proposal.ready_at = garden.proposal.created_at

    for member in (cast.joost, cast.fatma, cast.marleen, cast.sanne):
        client = browser(member)
        with queries() as seen:
            answer = client.get(GARDEN)
        assert answer.status_code == 200
        assert len(seen) <= 12, seen


def test_the_list_takes_few_queries_however_many_proposals(
    browser: SignIn, cast: Linde, garden: Garden, session: Session, queries: Queries
) -> None:
    session.add_all(
        Proposal(
            community_id=cast.community.id,
            number=number,
            slug="x",
            author_id=cast.fatma.id,
            phase=Phase.DISCUSSION,
            title=f"Plan {number}",
            created_at=garden.proposal.created_at,
        )
        for number in range(2, 60)
    )
    client = browser(cast.joost)

    with queries() as seen:
        page = client.get(ALL).text

    assert "Pagina 1 van 3" in page
    assert len(seen) <= 12
