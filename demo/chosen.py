"""What De Weverij chose in other ways: money, a board, a square, a bin and a name."""

from typing import Any

from decisions.ballots.box import Marks
from decisions.opening.draft import Draft, OptionDraft, prepare
from decisions.records.outcome import OutcomeWording
from demo.steps import Story, in_days, shuffled
from plumbing.values import Struct, field
from proposals.models import Proposal

BACKERS = ("Samira El Amrani", "Kofi Mensah", "Henk Visser", "Ria Bos")
BLANK: Marks = {}


class Ask(Struct, frozen=True):
    """A question with its options, what was answered how often, and what it came to."""

    question: str
    method: str
    options: tuple[OptionDraft, ...]
    ballots: tuple[tuple[int, Marks], ...]
    settings: dict[str, Any] = field(default_factory=dict)
    outcome: str = ""
    hearing: str = ""


BUDGET = Ask(
    "Welke plannen betalen we uit het buurtbudget?",
    "budget_shares",
    (
        OptionDraft("Zonnepanelen op De Klos", "Voor de stroom van het buurthuis", 300000),
        OptionDraft("Bomen op het Weefplein", "Drie lindes, met een bank eromheen", 180000),
        OptionDraft("Nieuwe tafels in De Klos", cost_cents=120000),
        OptionDraft("Fietsenrek bij De Ketting", "Met een dak", 130000),
        OptionDraft("Taalcafé met koffie", "Elke dinsdag, een jaar lang", 70000),
        OptionDraft("Gereedschap om te lenen", cost_cents=60000),
    ),
    (
        (14, {"a": 1, "b": 1, "c": 1}),
        (6, {"a": 1, "b": 1}),
        (6, {"a": 1, "c": 1}),
        (9, {"d": 1, "e": 1}),
        (6, {"d": 1, "e": 1, "f": 1}),
        (3, {"e": 1, "f": 1}),
    ),
    {"budget": "6000"},
    "Er komen zonnepanelen op De Klos, een fietsenrek, een taalcafé en gereedschap om te lenen. "
    "De bomen en de tafels passen dit jaar niet.",
    "In De Ketting stemden weinig mensen. We hingen de lijst daar ook in de hal.",
)
BOARD = Ask(
    "Wie komen er in het bestuur van De Klos?",
    "stv",
    tuple(
        OptionDraft(name)
        for name in (
            "Kofi Mensah",
            "Ria Bos",
            "Emine Demir",
            "Henk Visser",
            "Piet Jansen",
            "Nour Haddad",
        )
    ),
    (
        (14, {"a": 1, "c": 2, "f": 3}),
        (9, {"b": 1, "e": 2}),
        (8, {"c": 1, "f": 2, "a": 3}),
        (7, {"d": 1, "e": 2}),
        (5, {"e": 1, "b": 2, "d": 3}),
        (3, {"f": 1, "c": 2}),
        (1, BLANK),
    ),
    {"seats": 3},
    "Kofi, Emine en Ria zijn twee jaar het bestuur van De Klos.",
    "We belden wie geen mail heeft. Zo stemden er vier mensen van boven de 70 bij.",
)
SQUARE = Ask(
    "Hoe richten we het Weefplein in?",
    "schulze",
    (
        OptionDraft("Bomen en banken"),
        OptionDraft("Een plein met water om te spelen"),
        OptionDraft("Ruimte voor een markt"),
        OptionDraft("Het blijft zoals het is"),
    ),
    (
        (15, {"b": 1, "a": 2, "c": 3, "d": 4}),
        (13, {"c": 1, "a": 2, "b": 3}),
        (11, {"a": 1, "b": 2, "c": 2, "d": 3}),
        (8, {"d": 1, "c": 2, "a": 3}),
        (2, BLANK),
    ),
    {"default_option": "d"},
    "Op het Weefplein komen bomen en banken. We vragen de gemeente om een ontwerp.",
    "We vroegen het ook op de dinsdagochtend in De Klos.",
)
BIN = Ask(
    "Waar komt de glasbak?",
    "resistance",
    (
        OptionDraft("Bij De Klos"),
        OptionDraft("Op de hoek van de Lakenstraat"),
        OptionDraft("Naast De Ketting"),
        OptionDraft("Geen glasbak in de buurt"),
    ),
    (
        (14, {"a": 2, "b": 1, "c": 9, "d": 6}),
        (12, {"a": 1, "b": 4, "c": 8, "d": 7}),
        (9, {"a": 5, "b": 8, "c": 0, "d": 5}),
        (6, {"a": 2, "b": 10, "c": 2, "d": 3}),
    ),
    {"zero_option": "d"},
    "De glasbak komt bij De Klos. Hij gaat ’s avonds om acht uur dicht.",
    "Wie naast de plek woont, spraken we aan de deur.",
)
NAME = Ask(
    "Hoe heet het pleintje?",
    "star",
    (
        OptionDraft("De Klosplaats"),
        OptionDraft("Het Schommelplein"),
        OptionDraft("De Wevershof"),
        OptionDraft("Het Draadje"),
    ),
    (
        (18, {"a": 5, "b": 0, "c": 4, "d": 1}),
        (15, {"a": 0, "b": 5, "c": 3, "d": 2}),
        (10, {"a": 3, "b": 1, "c": 5, "d": 0}),
        (1, BLANK),
    ),
    {},
    "Het pleintje heet De Wevershof. We vragen de gemeente om een bordje.",
    "De kinderen bedachten de namen, op school.",
)
TREE = Ask(
    "Waar komt de kerstboom?",
    "ranked",
    (
        OptionDraft("Op het Weefplein"),
        OptionDraft("Voor De Klos"),
        OptionDraft("In de hal van De Ketting"),
    ),
    (),
)


def budget(story: Story, proposal: Proposal) -> None:
    """Equal shares: eighteen neighbours get something who would get nothing by most votes first."""
    _decided(story, proposal, BUDGET, 58, 13)


def board(story: Story, proposal: Proposal) -> None:
    """Three places, with votes that go on to who comes next."""
    _decided(story, proposal, BOARD, 72, 14)


def square(story: Story, proposal: Proposal) -> None:
    """What most put first does not win: it is second for nearly everybody that does."""
    _decided(story, proposal, SQUARE, 140, 15)


def bin_for_glass(story: Story, proposal: Proposal) -> None:
    """The place that bothers people least."""
    _decided(story, proposal, BIN, 104, 16)


def name_of_the_square(story: Story, proposal: Proposal) -> None:
    """Marks from 0 to 5, and a run-off between the two highest."""
    _decided(story, proposal, NAME, 66, 17)


def shared_bicycles(story: Story, proposal: Proposal) -> None:
    """Talked about, backed and fairly asked: only the way of deciding is still open."""
    story.table(proposal, 21)
    story.ready(proposal, BACKERS, 5)


def christmas_tree(story: Story, proposal: Proposal) -> None:
    """Prepared, so that it can be tried out before it opens."""
    story.table(proposal, 18)
    story.ready(proposal, BACKERS, 6)
    with story.clock(1):
        draft = Draft(
            title=proposal.title,
            question=TREE.question,
            method=TREE.method,
            options=TREE.options,
            closes_at=story.evening(12),
        )
        prepare(story.session, proposal, story.at["Marleen de Wit"], draft)


def _decided(story: Story, proposal: Proposal, ask: Ask, closed: float, seed: int) -> None:
    """From the table to the record, closed so many days ago."""
    story.table(proposal, closed + 30)
    story.ready(proposal, BACKERS, closed + 18)
    draft = Draft(
        title=proposal.title,
        question=ask.question,
        method=ask.method,
        settings=ask.settings,
        options=ask.options,
        closes_at=story.day(closed),
    )
    decision = story.open(proposal, "Marleen de Wit", draft, closed + 14)
    marks = [ballot for number, ballot in ask.ballots for _ in range(number)]
    story.vote(decision, story.some(seed, len(marks)), shuffled(marks, seed), closed + 4)
    story.close(decision)
    wording = OutcomeWording(
        ask.outcome, hearing_words=ask.hearing, review_on=in_days(story.now, 60 + seed)
    )
    story.record(decision, wording, closed - 6)
