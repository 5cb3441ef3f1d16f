"""What somebody who does not belong finds out: nothing, not even a name."""

from flask import Flask
from sqlalchemy.orm import Session

from tests.cast import Linde
from tests.conftest import SignIn


def test_a_community_that_is_not_hers_looks_like_one_that_is_not_there(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    for client in (browser(), browser(cast.bram)):
        closed, missing = client.get("/g/linde"), client.get("/g/lindf")

        assert closed.status_code == missing.status_code == 404
        assert closed.text.replace("linde", "lindf") == missing.text
