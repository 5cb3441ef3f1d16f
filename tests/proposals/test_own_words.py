"""What a member can take along of what she said."""

from sqlalchemy.orm import Session

from plumbing.clock import now
from proposals.models import FairnessRemark
from proposals.own_data import own_words
from proposals.readiness.backing import back, offer_help
from proposals.talk.contributing import Behalf, contribute, say_also
from proposals.talk.moderating import report
from proposals.talk.sides import write_side
from proposals.threads import SideOf
from proposals.writing.revising import revise
from proposals.writing.touching import note_touched
from tests.cast import Linde
from tests.proposals.conftest import Garden


def test_a_member_takes_along_what_she_said_and_where_she_counts(
    session: Session, cast: Linde, garden: Garden
) -> None:
    contribute(
        session, garden.proposal, cast.samira, "worry", "Waar?", behalf=Behalf(speaker=cast.fatma)
    )
    back(session, garden.proposal, cast.fatma)
    offer_help(session, garden.proposal, cast.fatma)
    say_also(session, garden.question, cast.fatma)

    own = own_words(session, cast.fatma)

    assert [said["words"] for said in own["said"]] == ["Waar?"]
    assert own["beside"]["wants_to_decide"] == own["beside"]["helps"]
    assert own["beside"]["helps"] == [{"proposal": 1, "words": ""}]
    assert own["beside"]["me_too"] == [{"proposal": 1, "words": "Wie maait er na een jaar?"}]
    assert "objected" not in own["beside"]


def test_a_proposer_takes_along_every_text_she_wrote(
    session: Session, cast: Linde, garden: Garden
) -> None:
    revise(session, garden.proposal, cast.joost, {"what": "Vier bakken."}, "De kinderen.")
    note_touched(session, garden.proposal, cast.joost, "De kapper", how="Minder parkeren")

    own = own_words(session, cast.joost)

    assert [each["title"] for each in own["proposals"]] == ["Moestuin op het gras"]
    assert [(text["version"], text["what"], text["because"]) for text in own["texts"]] == [
        (1, "Het hele gras wordt moestuin.", ""),
        (2, "Vier bakken.", "De kinderen."),
    ]
    assert {"proposal": 1, "words": "De kapper"} in own["beside"]["whom_it_touches"]


def test_a_member_takes_along_what_she_wrote_beside_the_talk(
    session: Session, cast: Linde, garden: Garden
) -> None:
    garden.proposal.ready_at = now()
    session.add(
        FairnessRemark(
            proposal_id=garden.proposal.id,
            membership_id=cast.henk.id,
            remark="Waar voetballen ze?",
            created_at=now(),
        )
    )
    write_side(session, garden.proposal, SideOf.FOR, cast.henk, "Samen tuinieren.")
    report(session, garden.question, cast.henk, "Dit is niet aardig.")

    own = own_words(session, cast.henk)

    assert own["beside"] == {
        "on_the_question": [{"proposal": 1, "words": "Waar voetballen ze?"}],
        "wrote_a_side": [{"proposal": 1, "words": "Samen tuinieren."}],
        "reported": [{"proposal": 1, "words": "Dit is niet aardig."}],
    }
