"""What a member can take along of what she said."""

from sqlalchemy.orm import Session

from proposals.backing import back, offer_help
from proposals.contributing import Behalf, contribute, say_also
from proposals.own_words import own_words
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
    assert (own["wants_to_decide"], own["helps"], own["also"]) == ([1], [1], 1)
    assert own_words(session, cast.joost)["proposals"] == [
        {"number": 1, "title": "Moestuin op het gras"}
    ]
