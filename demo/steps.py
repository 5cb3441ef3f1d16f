"""What the people of the demo do, each step through the product's own functions."""

import random
import secrets
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.access import Here
from communities.models import Membership
from communities.rules.rules import Rules, rules_of
from decisions.ballots.box import Marks
from decisions.ballots.casting import BallotForm, cast
from decisions.ballots.poll import place_of
from decisions.counting.closing import seal
from decisions.counting.lots import draw_lots
from decisions.here import DecisionHere
from decisions.models import Decision
from decisions.opening.draft import Draft, open_decision, prepare
from decisions.paper.double_reading import Reading, enter
from decisions.paper.handed_in import give, hand_in
from decisions.paper.printing import without_a_name
from decisions.records.models import Keeping, OutcomeCheck
from decisions.records.outcome import OutcomeWording, check_outcome, word_outcome
from decisions.records.recording import record
from decisions.records.review import look_back
from decisions.roll import RollEntry
from demo.neighbourhood import Neighbourhood
from plumbing.clock import clock_at
from proposals.attachments.attaching import attach, unpack
from proposals.models import Proposal
from proposals.readiness.backing import back
from proposals.readiness.readiness import press_ready
from proposals.writing.writing import put_to_discussion

PICTURES, SOUNDS = Path(__file__).parent / "pictures", Path(__file__).parent / "sounds"


class Story:
    """One thread of the neighbourhood's life, told against a clock that is set back."""

    def __init__(self, session: Session, at: Neighbourhood, now: datetime) -> None:
        self.session, self.at, self.now = session, at, now

    def day(self, ago: float) -> datetime:
        """So many days before now, to the minute."""
        return self.now - timedelta(days=ago)

    def evening(self, ahead: float) -> datetime:
        """Eight o'clock in the evening of the neighbourhood, so many days from now."""
        zone = ZoneInfo(self.at.community.time_zone)
        day = (self.now + timedelta(days=ahead)).astimezone(zone)
        return day.replace(hour=20, minute=0, second=0, microsecond=0)

    @property
    def rules(self) -> Rules:
        return rules_of(self.session, self.at.community)

    def clock(self, ago: float) -> AbstractContextManager[None]:
        return clock_at(self.day(ago))

    def picture(self, proposal: Proposal, name: str, alt: str) -> None:
        """A drawing that its author adds while it is still a draft."""
        with clock_at(proposal.created_at):
            content = (PICTURES / f"{name}.webp").read_bytes()
            attach(self.session, proposal, proposal.author, unpack(f"{name}.webp", content, alt))

    def sound(self, name: str) -> bytes:
        """A voice as the product keeps it."""
        return (SOUNDS / f"{name}.mp3").read_bytes()

    def table(self, proposal: Proposal, ago: float) -> None:
        with self.clock(ago):
            put_to_discussion(self.session, proposal)

    def ready(self, proposal: Proposal, backers: Iterable[str], ago: float) -> None:
        """Three neighbours want to decide, and the author says that it is ready."""
        with self.clock(ago):
            for name in backers:
                if self.at[name].id != proposal.author_id:
                    back(self.session, proposal, self.at[name])
            press_ready(self.session, proposal, self.rules)

    def open(self, proposal: Proposal, by: str, draft: Draft, ago: float) -> Decision:
        with self.clock(ago):
            decision = prepare(self.session, proposal, self.at[by], draft)
            open_decision(self.session, decision, self.at[by])
        return decision

    def vote(
        self,
        decision: Decision,
        voters: Sequence[Membership],
        marks: Sequence[Marks],
        ago: float,
        words: Sequence[tuple[str, str, str]] = (),
    ) -> None:
        """One ballot each; `words` go with the last ones, which need a reason."""
        entries = self.entries(decision)
        first_with_words = len(marks) - len(words)
        with self.clock(ago):
            for place, (voter, ballot) in enumerate(zip(voters, marks, strict=True)):
                said = words[place - first_with_words] if place >= first_with_words else ("",) * 3
                self.one_vote(decision, entries[voter.id], ballot, said)

    def vote_on_paper(
        self,
        decision: Decision,
        voters: Sequence[Membership],
        marks: Sequence[Marks],
        ago: float,
        more: int,
    ) -> None:
        """Papers are given out, some `more` than come back; two people read each that does."""
        marleen, sanne = self.at["Marleen de Wit"], self.at["Sanne Kok"]
        entries = self.entries(decision)
        with self.clock(ago + 2):
            papers = without_a_name(self.session, decision, marleen, len(voters) + more)
            for voter in voters:
                give(self.session, decision, entries[voter.id], sanne)
        with self.clock(ago):
            for voter, paper, ballot in zip(voters, papers, marks, strict=False):
                hand_in(self.session, decision, entries[voter.id])
                for reader in (marleen, sanne):
                    here = Here(self.at.community, reader)
                    found = DecisionHere(here, decision, decision.rounds[-1], None, None)
                    enter(self.session, found, paper.number, Reading(ballot), None)

    def one_vote(
        self, decision: Decision, entry: RollEntry, marks: Marks, words: Sequence[str]
    ) -> None:
        here = Here(self.at.community, entry.membership)
        found = DecisionHere(here, decision, decision.rounds[-1], entry, None)
        form = BallotForm(marks, secrets.token_urlsafe(16), 0, *words)
        cast(self.session, place_of(found, entry), form)

    def entries(self, decision: Decision) -> dict[int, RollEntry]:
        entries = self.session.scalars(
            select(RollEntry).where(RollEntry.decision_id == decision.id)
        )
        return {entry.membership_id: entry for entry in entries if entry.membership_id}

    def close(self, decision: Decision) -> None:
        with clock_at(decision.closes_at):
            seal(self.session, decision)

    def draw(self, decision: Decision, dice: str, seen_by: int, ago: float) -> None:
        """Marleen types in what was thrown after closing."""
        with self.clock(ago):
            draw_lots(self.session, decision, self.at["Marleen de Wit"], dice, str(seen_by))

    def record(self, decision: Decision, wording: OutcomeWording, ago: float) -> None:
        """Marleen words the outcome, those asked agree, and a day later it is recorded."""
        marleen = self.at["Marleen de Wit"]
        with self.clock(ago + 3):
            word_outcome(self.session, decision, marleen, wording)
        with self.clock(ago + 2):
            for check in self.session.scalars(
                select(OutcomeCheck).where(OutcomeCheck.decision_id == decision.id)
            ).all():
                member = self.session.get_one(Membership, check.membership_id)
                check_outcome(self.session, decision, member, True, "")
        with self.clock(ago):
            record(self.session, decision, marleen)

    def look_back(self, decision: Decision, verdict: Keeping, words: str) -> None:
        """Today the group says how it goes, and Marleen writes it down."""
        with self.clock(0):
            look_back(self.session, decision, self.at["Marleen de Wit"], verdict, words)

    def some(self, seed: int, number: int, *, without: Iterable[str] = ()) -> list[Membership]:
        """So many voters, always the same ones for the same seed."""
        left_out = set(without)
        pool = [member for member in self.at.voters if member.name not in left_out]
        return random.Random(seed).sample(pool, number)


def shuffled(marks: Sequence[Marks], seed: int) -> list[Marks]:
    """The same ballots in another order."""
    ballots = list(marks)
    random.Random(seed).shuffle(ballots)
    return ballots


def in_days(moment: datetime, days: int) -> date:
    return (moment + timedelta(days=days)).date()
