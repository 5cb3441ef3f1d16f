"""What a member can take along of her votes."""

from flask import Flask
from sqlalchemy.orm import Session

from communities.members.own_data import own_data
from tests.cast import Linde
from tests.conftest import SignIn
from tests.decisions.scenes import CONSENT, GARDEN, opened, vote


def test_she_takes_along_her_open_answers_and_of_a_secret_vote_only_that_she_took_part(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    client = browser(cast.fatma)
    vote(
        client,
        opened(app, session, cast, CONSENT),
        "voorstel=0",
        what_goes_wrong="Wie geeft water?",
    )
    vote(client, opened(app, session, cast, GARDEN), "voorstel=1")

    consent, secret = own_data(session, cast.fatma)["decisions"]

    assert consent["marks"] == {"voorstel": 0}
    assert consent["reason"]["what_goes_wrong"] == "Wie geeft water?"
    assert secret["took_part"]
    assert secret["marks"] is None
