"""What a host does for people from the command line."""

from flask import Flask
from sqlalchemy.orm import Session

from tests.cast import Linde
from tests.conftest import SignIn


def test_the_host_makes_a_link_and_the_log_says_so(
    app: Flask, session: Session, cast: Linde, browser: SignIn
) -> None:
    session.commit()

    result = app.test_cli_runner().invoke(args=["sign-in-link", "Fatma@example.org"])

    phone = browser()
    assert phone.post(result.output.strip().removeprefix("http://gehoord.test")).status_code == 303
    assert "Wie de server beheert maakte een inloglink voor Fatma" in (
        phone.get("/g/linde/logboek").text
    )


def test_nobody_with_that_address_is_one_line(app: Flask, session: Session, cast: Linde) -> None:
    session.commit()

    result = app.test_cli_runner().invoke(args=["sign-in-link", "nobody@example.org"])

    assert result.exit_code == 1
    assert result.output == "Error: Nobody here has the address nobody@example.org.\n"
