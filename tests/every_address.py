"""A community in which every address leads somewhere, for who knocks on all of them."""

from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.joining.links import make_join_link
from communities.places import add_place
from communities.questions.question import Answer, ask
from communities.ways_in import JoinRequest
from decisions.counting.closing import seal_what_is_due
from decisions.models import Decision
from decisions.opening.draft import Draft, prepare
from decisions.records.tasks import add_task
from decisions.roll import Channel, Invitation, RollEntry
from plumbing.clock import clock_at
from plumbing.values import replace
from proposals.attachments.attaching import attach, unpack
from proposals.explanations.explaining import explain
from proposals.models import FairnessRemark
from proposals.talk.contributing import contribute
from proposals.threads import ThreadKind
from proposals.writing.revising import revise
from proposals.writing.touching import note_touched
from tests.cast import START, Linde
from tests.conftest import SignIn
from tests.decisions.scenes import CONSENT, GARDEN, opened, proposal_in_talk, vote

SOON = START + timedelta(days=1)
PICTURE = Path(__file__).parent.parent / "demo" / "pictures" / "moestuin.webp"
Values = dict[str, object]


def every_address(app: Flask, session: Session, cast: Linde, browser: SignIn) -> dict[str, Values]:
    """What fills in the address of each endpoint; "decisions" stands for all of that blueprint."""
    ask(session, cast.community, "wonen", "Huur je?", "Om te zien wie we missen.",
        [Answer("ja", "Ja", "huurders"), Answer("nee", "Nee", "eigenaren")])  # fmt: skip
    proposal = proposal_in_talk(session, cast, "Ruilkast")
    said = contribute(session, proposal, cast.henk, ThreadKind.QUESTION, "Wie ruimt op?")
    revise(session, proposal, cast.joost, {"what": "Een kast met een dak."}, "Het regent weleens.")
    explained = explain(session, proposal, cast.henk, "tr", "Bir dolap.")
    spoken = contribute(session, proposal, cast.henk, ThreadKind.IDEA, "", voice=b"ID3")
    touched = note_touched(session, proposal, cast.joost, "De school")
    picture = unpack("a.webp", PICTURE.read_bytes(), "Een tuin")
    photo = attach(session, proposal, cast.joost, picture)
    fairness = proposal_in_talk(session, cast, "Speelstraat")
    fairness.ready_at = START
    remark = _remark(session, cast, fairness.id)
    short = replace(GARDEN, closes_at=SOON, title="Kort")
    closed = opened(app, session, cast, short)
    answered = opened(app, session, cast, replace(CONSENT, closes_at=SOON, title="Antwoord"))
    entry = session.scalars(
        select(RollEntry).where(
            RollEntry.decision_id == answered.id, RollEntry.membership_id == cast.piet.id
        )
    ).one()
    vote(
        browser(cast.piet),
        answered,
        "voorstel=-1",
        what_goes_wrong="Dan is het veld weg.",
        for_whom="De kinderen",
        what_would_help="Ruimte vrij laten",
    )
    with clock_at(SOON + timedelta(hours=1)), app.app_context():
        seal_what_is_due()
    session.expire_all()
    task = add_task(session, closed, cast.joost, "Een bord ophangen")
    prepared = _prepared(app, session, cast, replace(GARDEN, title="Klaar"))
    running = opened(app, session, cast, replace(GARDEN, title="Open"))
    session.commit()
    at: Values = {"number": proposal.number}
    steps: Values = {"number": answered.number, "entry_id": entry.id}
    over: Values = {"number": closed.number, "task_id": task.id}
    return {
        "proposals": at,
        "threads": at | {"contribution_id": said.id},
        "reports": at | {"contribution_id": said.id},
        "touched": at | {"touched_id": touched.id},
        "explanations": at | {"explanation_id": explained.id},
        "threads.sound": at | {"sound_id": spoken.sound_id},
        "threads.words": at | {"contribution_id": spoken.id},
        "threads.other_words": at | {"contribution_id": spoken.id},
        "attachments": at | {"attachment_id": photo.id},
        "versions": at | {"version_number": 1, "older": 1, "newer": 2},
        "sides": at | {"side": "voor"},
        "readiness": {"number": fairness.number, "remark_id": remark.id},
        "decisions": {"number": running.number, "asked": 1},
        "decisions.new": at,
        "decisions.keep": at,
        "decisions.drawing": {"number": closed.number},
        "decisions.following": {"number": closed.number},
        "decisions.tried": {"number": prepared.number},
        "decisions.trying": {"number": prepared.number},
        "decisions.opening": {"number": prepared.number},
        "decisions.round": {"number": answered.number, "asked": 1},
        "decisions.next_round": steps,
        "decisions.text": steps,
        "decisions.change_text": steps,
        "decisions.sharing": steps,
        "decisions.withdrawal": steps,
        "decisions.group_test": steps,
        "ballots": {"number": running.number},
        "quick": {"number": running.number},
        "papers": _paper(session, running, cast),
        "hearing": {"number": running.number, "entry_id": _entry_of(session, running, cast)},
        "records": over,
        "recounting": over | {"extension": "blt"},
        "tasks": over,
        "letters": {"member_id": cast.henk.id, "invitation_id": _letter_to(session, running, cast)},
        "members": {"key": "wonen", "member_id": cast.henk.id},
        "settings": {"key": "wonen"},
        "roles": {"member_id": cast.henk.id},
        "people": _ways_in(session, cast),
        "beginning": {},
        "joining": {},
        "places": {"place_id": add_place(session, cast.community, "De Klos").id},
        "uninvited": {"number": running.number},
        "communities": {},
        "rules": {},
    }


def _paper(session: Session, decision: Decision, cast: Linde) -> Values:
    decision.rounds[-1].papers_printed = 1
    session.commit()
    return {
        "number": decision.number,
        "entry_id": _entry_of(session, decision, cast),
        "paper": 1,
    }


def _letter_to(session: Session, decision: Decision, cast: Linde) -> int:
    letter = Invitation(
        entry_id=_entry_of(session, decision, cast), channel=Channel.LETTER, at=START
    )
    session.add(letter)
    session.commit()
    return letter.id


def _ways_in(session: Session, cast: Linde) -> Values:
    link = make_join_link(session, cast.community, cast.marleen, 10, 30)
    request = JoinRequest(community_id=cast.community.id, name="Nora", created_at=START)
    session.add(request)
    session.commit()
    return {"link_id": link.id, "request_id": request.id}


def _remark(session: Session, cast: Linde, proposal_id: int) -> FairnessRemark:
    remark = FairnessRemark(
        proposal_id=proposal_id,
        membership_id=cast.henk.id,
        remark="De vraag stuurt.",
        created_at=START,
    )
    session.add(remark)
    session.flush()
    return remark


def _prepared(app: Flask, session: Session, cast: Linde, draft: Draft) -> Decision:
    proposal = proposal_in_talk(session, cast, draft.title)
    with app.test_request_context():
        return prepare(session, proposal, cast.joost, draft)


def _entry_of(session: Session, decision: Decision, cast: Linde) -> int:
    return session.scalars(
        select(RollEntry.id).where(
            RollEntry.decision_id == decision.id, RollEntry.membership_id == cast.henk.id
        )
    ).one()
