"""Said at the door: noted with consent, with a name only if wanted, taken away when asked."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from proposals.threads import Contribution, ThreadKind
from tests.cast import Linde
from tests.conftest import SignIn
from tests.proposals.conftest import GARDEN, Garden

TALK = f"{GARDEN}/gesprek"
DOOR = f"{TALK}/deur"
FATMA = {
    "body": "Ik wil munt en bonen. Maar waar spelen mijn kleinkinderen?",
    "may_note": "1",
    "spoken_in": "tr",
}


def newest(session: Session) -> Contribution:
    return session.scalars(select(Contribution).order_by(Contribution.id.desc())).first()  # type: ignore[return-value]


def test_words_and_one_tick_are_enough(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    form = {"body": FATMA["body"], "may_note": "1"}

    answer = browser(cast.samira).post(DOOR, data=form)

    assert answer.status_code == 303
    said = newest(session)
    assert (said.on_behalf, said.kind, said.speaker_name) == (True, ThreadKind.EXPERIENCE, "")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"may_note": None}, "Vraag eerst of je dit mag opschrijven."),
        ({"body": " "}, "Schrijf of zeg eerst iets."),
        ({"kind": "gossip"}, "Kies waar je mee komt."),
        ({"consent": "1"}, "Schrijf de naam op, of haal het vinkje weg."),
        ({"speaker": "999"}, "Kies iemand uit de lijst."),
        ({"spoken_in": "xx"}, "Kies een taal uit de lijst."),
    ],
)
def test_what_cannot_be_noted_is_explained_and_stays_typed(
    browser: SignIn,
    cast: Linde,
    garden: Garden,
    session: Session,
    wrong: dict[str, str | None],
    sentence: str,
) -> None:
    before = newest(session)
    form = {name: value for name, value in (FATMA | wrong).items() if value is not None}

    answer = browser(cast.samira).post(DOOR, data=form)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert (form["body"] or "").strip() in answer.text
    assert newest(session) is before


def test_the_way_to_the_door_stands_under_the_talk(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    assert '/gesprek/deur">' in browser(cast.samira).get(GARDEN).text
    assert '/gesprek/deur">' in browser(cast.samira).get(f"{TALK}/nieuw").text


def test_said_by_a_member_with_her_consent_carries_her_name(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    browser(cast.samira).post(DOOR, data=FATMA | {"speaker": cast.fatma.id, "consent": "1"})

    page = browser(cast.henk).get(GARDEN).text
    assert "Fatma Yıldız</span> zei dit in het Turks. Samira El Amrani schreef het op, 4" in page


def test_without_consent_it_was_a_neighbour(browser: SignIn, cast: Linde, garden: Garden) -> None:
    browser(cast.samira).post(DOOR, data=FATMA | {"speaker": cast.fatma.id})
    browser(cast.samira).post(DOOR, data=FATMA | {"speaker_name": "Mevrouw Jansen"})

    page = browser(cast.henk).get(GARDEN).text
    assert page.count("Een buurtgenoot</span> zei dit in het Turks.") == 2
    assert "Mevrouw Jansen" not in page
    assert "Fatma" not in page


def test_a_name_that_may_not_be_said_is_not_kept(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    browser(cast.samira).post(DOOR, data=FATMA | {"speaker_name": "Mevrouw Jansen"})

    assert newest(session).speaker_name == ""


def test_the_speaker_confirms_what_was_written_down(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    browser(cast.samira).post(DOOR, data=FATMA | {"speaker": cast.fatma.id, "consent": "1"})
    asked = browser(cast.fatma).get(GARDEN).text
    browser(cast.fatma).post(f"{TALK}/{newest(session).id}/bevestiging")

    assert "Samira El Amrani schreef op wat jij zei. Klopt dit?" in asked
    assert "Fatma Yıldız</span> zei: “Zo bedoel ik het.”" in browser(cast.henk).get(GARDEN).text


def test_the_speaker_has_it_removed_and_nobody_reads_it_again(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    browser(cast.samira).post(DOOR, data=FATMA | {"speaker": cast.fatma.id, "consent": "1"})
    said = newest(session)
    browser(cast.fatma).post(f"{TALK}/{said.id}/verwijdering")

    session.refresh(said)
    assert said.body == ""
    for reader in (cast.samira, cast.marleen, cast.fatma):
        assert "munt en bonen" not in browser(reader).get(GARDEN).text


def test_who_noted_it_for_somebody_without_an_account_never_confirms_it(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    browser(cast.samira).post(DOOR, data=FATMA | {"speaker_name": "Mevrouw Jansen", "consent": "1"})

    answer = browser(cast.samira).post(f"{TALK}/{newest(session).id}/bevestiging")

    assert answer.status_code == 403
    assert "zei: “Zo bedoel ik het.”" not in browser(cast.henk).get(GARDEN).text


def test_nobody_else_confirms_or_removes(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    browser(cast.samira).post(DOOR, data=FATMA | {"speaker": cast.fatma.id})
    said = f"{TALK}/{newest(session).id}"

    for other in (cast.samira, cast.joost, cast.marleen):
        assert browser(other).post(f"{said}/bevestiging").status_code == 403
        assert browser(other).post(f"{said}/verwijdering").status_code == 403


def test_nobody_notes_her_own_words_as_somebody_elses(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    answer = browser(cast.samira).post(DOOR, data=FATMA | {"speaker": cast.samira.id})

    assert answer.status_code == 422


def test_nobody_speaks_for_a_member_of_another_community(
    browser: SignIn, cast: Linde, garden: Garden
) -> None:
    answer = browser(cast.samira).post(DOOR, data=FATMA | {"speaker": cast.bram.id})

    assert answer.status_code == 422


def test_who_noted_a_stranger_takes_it_away_when_asked(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    browser(cast.samira).post(DOOR, data=FATMA | {"speaker_name": "Mevrouw Jansen", "consent": "1"})
    said = newest(session)
    offered = browser(cast.samira).get(GARDEN).text
    browser(cast.samira).post(f"{TALK}/{said.id}/verwijdering")

    session.refresh(said)
    assert "Haal dit weg voor wie het zei" in offered
    assert (said.body, said.speaker_name) == ("", "")


def test_the_speaker_can_still_take_it_away_after_she_said_it_is_right(
    browser: SignIn, cast: Linde, garden: Garden, session: Session
) -> None:
    browser(cast.samira).post(DOOR, data=FATMA | {"speaker": cast.fatma.id, "consent": "1"})
    browser(cast.fatma).post(f"{TALK}/{newest(session).id}/bevestiging")

    assert "Haal dit weg" in browser(cast.fatma).get(GARDEN).text
    assert "Haal dit weg" not in browser(cast.henk).get(GARDEN).text
