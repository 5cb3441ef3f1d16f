"""Contributing to the talk about a proposal, for oneself or for who said it at the door."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from communities.models import Membership
from plumbing.clock import now
from plumbing.database.locking import lock
from plumbing.database.sent_twice import sent_before
from plumbing.values import Struct
from plumbing.web import Invalid, WrongMoment
from proposals.fields import fitting, written
from proposals.languages import LANGUAGES
from proposals.models import Proposal
from proposals.phases import Step, allowed, what_now
from proposals.sound.sounds import keep
from proposals.threads import Also, Contribution, ThreadKind
from proposals.voices import Sound

LONGEST_CONTRIBUTION = 4000


class Behalf(Struct, frozen=True):
    """Who said it, where somebody else writes it down; without consent there is no name."""

    speaker: Membership | None = None
    name: str = ""
    has_consent: bool = False
    spoken_in: str = ""


def contribute(
    session: Session,
    proposal: Proposal,
    author: Membership,
    kind: ThreadKind | str,
    body: str,
    *,
    language: str = "nl",
    behalf: Behalf | None = None,
    voice: bytes | None = None,
) -> Contribution:
    """Start a thread, in words or in a voice that somebody writes down; raises Invalid by field."""
    if not allowed(proposal, Step.CONTRIBUTE):
        raise WrongMoment(what_now(proposal))
    try:
        kind = ThreadKind(kind)
    except ValueError as unknown:
        raise Invalid({"kind": _("Kies waar je mee komt.")}) from unknown
    contribution = _said(proposal, author, body, language, has_voice=voice is not None)
    contribution.kind = kind
    if behalf is not None:
        _on_behalf(contribution, author, behalf)
    if voice is not None:
        contribution.sound = keep(session, proposal, author, voice)
        return _added(session, contribution)
    return _said_before(session, contribution) or _added(session, contribution)


def reply(
    session: Session, thread: Contribution, author: Membership, body: str, *, language: str = "nl"
) -> Contribution:
    """Answer in words; a reply to a reply joins the same thread."""
    if not allowed(thread.proposal, Step.CONTRIBUTE):
        raise WrongMoment(what_now(thread.proposal))
    answer = _said(thread.proposal, author, body, language)
    answer.thread_id = thread.thread_id or thread.id
    return _said_before(session, answer) or _added(session, answer)


def say_also(
    session: Session, contribution: Contribution, member: Membership, *, on: bool = True
) -> None:
    """ "Ik ook", or no longer; saying it twice is saying it once."""
    if contribution.hidden_at or not allowed(contribution.proposal, Step.REACT):
        raise WrongMoment(what_now(contribution.proposal))
    if member.id == asker_id(contribution):
        raise WrongMoment(_("Dit zei je zelf. Jij telt al mee."))
    lock(session, contribution, "hidden_at")
    row = session.get(Also, (contribution.id, member.id))
    if row is not None and not on:
        session.delete(row)
    elif row is None and on:
        session.add(Also(contribution_id=contribution.id, membership_id=member.id, at=now()))
    session.flush()


def asker_id(contribution: Contribution) -> int:
    """Whose words these are: the speaker's if she is a member, else the writer's."""
    return contribution.speaker_id or contribution.author_id


def is_noted_for(contribution: Contribution, member: Membership) -> bool:
    """Are these her own words that somebody else wrote down, or is to write down?"""
    is_noted = contribution.on_behalf or contribution.sound_id is not None
    return is_noted and asker_id(contribution) == member.id


def may_confirm(contribution: Contribution, member: Membership) -> bool:
    """Is it hers to say that she meant what somebody else wrote down? Never who noted it."""
    if contribution.sound_id is not None:
        is_written = contribution.written_down_by_id is not None
        return is_written and asker_id(contribution) == member.id
    return contribution.on_behalf and contribution.speaker_id == member.id


def settle(session: Session, question: Contribution, *, on: bool = True) -> None:
    """ "Mijn vraag is beantwoord", or it is open again."""
    if question.kind is not ThreadKind.QUESTION:
        raise WrongMoment(_("Alleen een vraag kan beantwoord zijn."))
    question.settled_at = (question.settled_at or now()) if on else None
    session.flush()


def write_down(session: Session, spoken: Contribution, by: Membership, words: str) -> None:
    """Put in words what somebody said aloud; the speaker then says whether it is right."""
    if spoken.hidden_at or not allowed(spoken.proposal, Step.CONTRIBUTE):
        raise WrongMoment(what_now(spoken.proposal))
    lock(session, spoken, "body", "confirmed_at")
    if spoken.sound_id is None or spoken.body:
        raise WrongMoment(_("Dit is al opgeschreven."))
    spoken.body = written(words, "body", LONGEST_CONTRIBUTION, _("Schrijf eerst iets op."))
    spoken.written_down_by = by
    spoken.confirmed_at = now() if by.id == asker_id(spoken) else None
    session.flush()


def wipe_words(session: Session, spoken: Contribution) -> None:
    """Wipes the words somebody wrote down for a recording, which can be written down again."""
    lock(session, spoken, "body", "confirmed_at")
    if spoken.sound_id is None or spoken.confirmed_at:
        raise WrongMoment(_("Dit staat al vast. Schrijf een antwoord als er iets niet klopt."))
    spoken.body = ""
    spoken.written_down_by = None
    session.flush()


def confirm(session: Session, contribution: Contribution) -> None:
    """Notes that the speaker said: "Zo bedoel ik het"."""
    contribution.confirmed_at = contribution.confirmed_at or now()
    session.flush()


def take_back(session: Session, contribution: Contribution) -> None:
    """Wipes words and names of what was noted for a speaker; the replies stay."""
    contribution.body = contribution.speaker_name = ""
    contribution.hidden_at = now()
    contribution.hidden_because = _("Weggehaald door wie het zei.")
    contribution.hidden_by_id = asker_id(contribution)
    sound, contribution.sound_id = contribution.sound_id, None
    session.flush()
    if sound is not None:
        session.delete(session.get_one(Sound, sound))
    session.flush()


def _said(
    proposal: Proposal, author: Membership, body: str, language: str, *, has_voice: bool = False
) -> Contribution:
    if language not in LANGUAGES:
        raise Invalid({"language": _("Kies een taal uit de lijst.")})
    return Contribution(
        proposal=proposal,
        body=fitting(body, "body", LONGEST_CONTRIBUTION)
        if has_voice
        else written(body, "body", LONGEST_CONTRIBUTION, _("Schrijf of zeg eerst iets.")),
        language=language,
        author=author,
        created_at=now(),
    )


def _said_before(session: Session, said: Contribution) -> Contribution | None:
    """The same words in the same place, said just before and still to be read."""
    return sent_before(
        session,
        said.author,
        Contribution,
        proposal=said.proposal,
        author=said.author,
        thread_id=said.thread_id,
        kind=said.kind,
        body=said.body,
        speaker=said.speaker,
        speaker_name=said.speaker_name or "",
        hidden_at=None,
    )


def _added(session: Session, said: Contribution) -> Contribution:
    session.add(said)
    session.flush()
    return said


def _on_behalf(contribution: Contribution, author: Membership, behalf: Behalf) -> None:
    name = behalf.speaker.name if behalf.speaker else fitting(behalf.name, "speaker_name", 120)
    if behalf.has_consent and not name:
        raise Invalid({"speaker_name": _("Schrijf de naam op, of haal het vinkje weg.")})
    if behalf.speaker is not None and behalf.speaker.id == author.id:
        raise Invalid({"speaker": _("Dit ben je zelf. Zeg het zonder “Iemand zei dit tegen mij”.")})
    if behalf.spoken_in and behalf.spoken_in not in LANGUAGES:
        raise Invalid({"spoken_in": _("Kies een taal uit de lijst.")})
    contribution.on_behalf = True
    contribution.speaker = behalf.speaker
    contribution.speaker_name = name if behalf.has_consent else ""
    contribution.spoken_in = behalf.spoken_in
