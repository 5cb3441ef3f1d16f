"""Every route × every role × own and other community, from one table.

The letters say who gets in: a resident (R), the author (A), the facilitator (F), a facilitator
from outside without a vote (O), a supporter (S). Whoever does not get in reads 403; a member of
another community and a visitor read 404, as if nothing were there.
"""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from plumbing.clock import clock_at
from tests.cast import START, Linde, linde
from tests.conftest import SignIn
from tests.every_address import every_address
from tests.kept import told

ALL, VOTERS, AUTHOR, FACILITATORS, MEMBERS = "RAFOS", "RAF", "A", "FO", "RAFO"
HANDLERS = "FOS"
"""Who handle paper."""
WHO_GETS_IN = {
    "attachments.add": AUTHOR,
    "attachments.describe": AUTHOR,
    "attachments.index": AUTHOR,
    "attachments.removal": AUTHOR,
    "attachments.show": ALL,
    "ballots.cast_ballot": VOTERS,
    "ballots.show": ALL,
    "beginning.begun": FACILITATORS,
    "beginning.done": FACILITATORS,
    "communities.log": ALL,
    "communities.show": ALL,
    "decisions.cancelling": FACILITATORS,
    "decisions.change_text": FACILITATORS,
    "decisions.closing": FACILITATORS,
    "decisions.drawing": FACILITATORS,
    "decisions.following": "AFO",
    "decisions.group_test": FACILITATORS,
    "decisions.index": ALL,
    "decisions.keep": "AFO",
    "decisions.log": ALL,
    "decisions.new": "AFO",
    "decisions.next_round": FACILITATORS,
    "decisions.opening": "AFO",
    "decisions.picture": ALL,
    "decisions.result": ALL,
    "decisions.round": ALL,
    "decisions.sharing": VOTERS,
    "decisions.show": ALL,
    "decisions.text": FACILITATORS,
    "decisions.tried": "AFO",
    "decisions.trying": "AFO",
    "decisions.withdrawal": "",
    "explanations.add": ALL,
    "explanations.hiding": FACILITATORS,
    "explanations.new": ALL,
    "explanations.removal": "",
    "hearing.say_absent": ALL,
    "hearing.show": ALL,
    "hearing.told": FACILITATORS,
    "joining.ask": ALL,
    "joining.asked": ALL,
    "joining.picture": ALL,
    "joining.request_place": ALL,
    "letters.came_back": FACILITATORS,
    "letters.make": FACILITATORS,
    "letters.show": FACILITATORS,
    "members.change": ALL,
    "members.download": ALL,
    "members.index": ALL,
    "members.leaving": ALL,
    "members.left": ALL,
    "members.letters": FACILITATORS,
    "members.mail": ALL,
    "members.me": ALL,
    "members.reach": ALL,
    "members.revocation": FACILITATORS,
    "members.show": FACILITATORS,
    "members.sign_in_link": FACILITATORS,
    "members.tell": ALL,
    "members.untell": ALL,
    "papers.enter": HANDLERS,
    "papers.giving": HANDLERS,
    "papers.handing_in": HANDLERS,
    "papers.people": HANDLERS,
    "papers.print_ballots": HANDLERS,
    "papers.read": HANDLERS,
    "papers.show": HANDLERS,
    "papers.start_over": HANDLERS,
    "people.enter": FACILITATORS,
    "people.export": FACILITATORS,
    "people.index": FACILITATORS,
    "people.let_in": FACILITATORS,
    "people.look": FACILITATORS,
    "people.make_link": FACILITATORS,
    "people.poster": FACILITATORS,
    "people.refusal": FACILITATORS,
    "people.revoke_link": FACILITATORS,
    "places.add": FACILITATORS,
    "places.change": FACILITATORS,
    "places.index": FACILITATORS,
    "places.removal": FACILITATORS,
    "proposals.change": AUTHOR,
    "proposals.come_and_talk": "AFOS",
    "proposals.create": MEMBERS,
    "proposals.edit": AUTHOR,
    "proposals.index": ALL,
    "proposals.letter_answer": AUTHOR,
    "proposals.new": MEMBERS,
    "proposals.picture": ALL,
    "proposals.show": ALL,
    "proposals.to_the_table": AUTHOR,
    "proposals.withdrawal": AUTHOR,
    "quick.ask": FACILITATORS,
    "quick.index": ALL,
    "quick.new": FACILITATORS,
    "quick.proposing": FACILITATORS,
    "readiness.backing": VOTERS,
    "readiness.helping": VOTERS,
    "readiness.objection": VOTERS,
    "readiness.ready": AUTHOR,
    "readiness.remark": "RFO",
    "readiness.remark_answer": AUTHOR,
    "readiness.start": AUTHOR,
    "recounting.ballots": ALL,
    "recounting.elsewhere": ALL,
    "recounting.show": ALL,
    "records.check": MEMBERS,
    "records.correction": FACILITATORS,
    "records.pdf": ALL,
    "records.recording": FACILITATORS,
    "records.review": FACILITATORS,
    "records.rules": FACILITATORS,
    "records.set_rules": FACILITATORS,
    "records.show": ALL,
    "records.wording": FACILITATORS,
    "remote.blank": FACILITATORS,
    "remote.end": FACILITATORS,
    "remote.put": FACILITATORS,
    "remote.reveal": FACILITATORS,
    "remote.show": FACILITATORS,
    "reports.add": ALL,
    "reports.hiding": FACILITATORS,
    "reports.index": FACILITATORS,
    "reports.leaving": FACILITATORS,
    "reports.showing": FACILITATORS,
    "roles.give": FACILITATORS,
    "roles.show": FACILITATORS,
    "rules.change": FACILITATORS,
    "rules.show": ALL,
    "settings.add_question": FACILITATORS,
    "settings.change": FACILITATORS,
    "settings.retire_question": FACILITATORS,
    "settings.show": FACILITATORS,
    "sides.approval": VOTERS,
    "sides.edit": ALL,
    "sides.write": ALL,
    "tasks.add": MEMBERS,
    "tasks.done": MEMBERS,
    "tasks.help_with": MEMBERS,
    "threads.add": ALL,
    "threads.also": VOTERS,
    "threads.answer": ALL,
    "threads.confirmation": "",
    "threads.door": ALL,
    "threads.index": ALL,
    "threads.new": ALL,
    "threads.note": ALL,
    "threads.other_words": "",
    "threads.removal": "",
    "threads.settlement": "",
    "threads.show": ALL,
    "threads.sound": ALL,
    "threads.words": ALL,
    "touched.add": ALL,
    "touched.note": ALL,
    "touched.talk": ALL,
    "uninvited.show": FACILITATORS,
    "versions.difference": ALL,
    "versions.index": ALL,
    "versions.show": ALL,
    "walk_in.ask": FACILITATORS,
    "walk_in.enter": FACILITATORS,
}
HERS_ALONE = {
    "decisions.withdrawal": "piet",
    "explanations.removal": "henk",
    "threads.other_words": "henk",
    "threads.confirmation": "henk",
    "threads.removal": "henk",
    "threads.settlement": "henk",
}
"""Nobody gets in by her role: only who objected, spoke or asked."""
NOT_YET = frozenset(
    {
        "decisions.round",
        "recounting.ballots",
        "recounting.elsewhere",
        "places.removal",
        "sides.approval",
        "threads.confirmation",
        "threads.removal",
    }
)
"""Who gets in finds that there is nothing to do it to, yet or any more."""
FOR_ANYONE = frozenset(
    {
        "beginning.create",
        "beginning.new",
        "coming.ask",
        "coming.come",
        "coming.done",
        "coming.enter",
        "coming.enter_by_link",
        "coming.enter_by_name",
        "coming.name",
        "display.language",
        "display.languages",
        "display.theme",
        "following.show",
        "following.stream",
        "home.for_you",
        "joining.asked_by_link",
        "joining.join_by_link",
        "joining.landing",
        "joining.picture_by_link",
        "recounting.program",
        "reminders.change",
        "reminders.show",
        "screens.ask",
        "screens.show",
        "screens.stream",
        "security.contact",
        "signing_in.ask",
        "methods.index",
        "methods.show",
        "signing_in.code",
        "signing_in.confirm",
        "signing_in.enter_code",
        "signing_in.leave",
        "signing_in.leave_everywhere",
        "signing_in.link",
        "signing_in.request_link",
    }
)
OF_WHAT_IS_PREPARED = {
    "decisions.opening": "R",
    "decisions.tried": "RS",
    "decisions.trying": "RS",
}
"""Who finds nothing there; by the time the supporter knocks, somebody has opened it."""
ROLES = {"R": "fatma", "A": "joost", "F": "marleen", "O": "olga", "S": "sanne"}
LATER = START + timedelta(days=2)


def test_every_route_stands_in_the_table(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert endpoints == set(WHO_GETS_IN) | FOR_ANYONE


@pytest.mark.parametrize("endpoint", WHO_GETS_IN)
def test_who_gets_in_is_what_the_table_says(
    app: Flask, session: Session, cast: Linde, browser: SignIn, endpoint: str
) -> None:
    path, method = _address(app, session, cast, browser, endpoint)

    assert [_knock(browser, who, path, method) for who in (cast.bram, None)] == [404, 404]

    got = {
        letter: _knock(browser, getattr(cast, name), path, method) for letter, name in ROLES.items()
    }

    for letter, status in got.items():
        if letter in WHO_GETS_IN[endpoint]:
            assert status != 403, (letter, status)
            assert status != 404 or endpoint in NOT_YET, (letter, status)
        else:
            assert status == (404 if _does_not_exist_for(endpoint, letter) else 403), letter


@pytest.mark.parametrize("endpoint", HERS_ALONE)
def test_only_she_gets_in_whose_own_it_is(
    app: Flask, session: Session, cast: Linde, browser: SignIn, endpoint: str
) -> None:
    path, method = _address(app, session, cast, browser, endpoint)

    status = _knock(browser, getattr(cast, HERS_ALONE[endpoint]), path, method)

    assert status != 403 or endpoint in NOT_YET
    assert status not in (404, 500)


def _does_not_exist_for(endpoint: str, letter: str) -> bool:
    """A decision that is only prepared is seen by who may open it and by nobody else."""
    return letter in OF_WHAT_IS_PREPARED.get(endpoint, "")


def _address(
    app: Flask, session: Session, cast: Linde, browser: SignIn, endpoint: str
) -> tuple[str, str]:
    values = told(
        session,
        every_address,
        lambda: every_address(app, session, cast, browser),
        after=linde,
    )
    (rule,) = (rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    return _path(app, rule, values), "POST" if "POST" in (rule.methods or ()) else "GET"


def _path(app: Flask, rule: Rule, values: dict[str, dict[str, object]]) -> str:
    room = rule.endpoint.partition(".")[0]
    known = {"slug": "linde"} | values.get(rule.endpoint, values.get(room, {}))
    wanted = {name: known[name] for name in rule.arguments}
    return app.url_map.bind("gehoord.test").build(rule.endpoint, wanted)


def _knock(browser: SignIn, who: object, path: str, method: str) -> int:
    with clock_at(LATER):
        return browser(who).open(path, method=method).status_code  # type: ignore[arg-type]
