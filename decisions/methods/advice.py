"""Advice on the way of deciding that fits: five plain answers in, one recommendation out.

A way of deciding does not know the others, and recommending is comparing. So this table speaks of
ways by their keys; what each is called, and what is weak about it, the ways say themselves.
"""

from collections.abc import Mapping, Sequence
from itertools import product

from plumbing.values import Struct
from voting import METHODS
from voting.words import N_


class AdviceQuestion(Struct, frozen=True):
    """One of the five, with its answers: value, words, and a further word where it helps."""

    name: str
    words: str
    answers: tuple[tuple[str, str, str], ...]


class Advice(Struct, frozen=True):
    """What fits, why, and what is weak about it."""

    method: str
    because: str
    weakness: str
    preset: str = ""


class NotOffered(Struct, frozen=True):
    """What Gehoord does not do, and why."""

    because: str


QUESTIONS = (
    AdviceQuestion(
        "what",
        N_("Wat willen jullie weten?"),
        (
            ("agree", N_("Of dit voorstel doorgaat"), ""),
            ("pick", N_("Welk plan het wordt"), N_("Er zijn meer plannen, en één gaat door.")),
            ("order", N_("Wat eerst komt"), N_("Alles mag, maar niet alles tegelijk.")),
            ("money", N_("Waar het geld heen gaat"), N_("Er is een bedrag, en er zijn plannen.")),
            ("person", N_("Wie één taak krijgt"), N_("Zoals een voorzitter.")),
            ("people", N_("Wie samen een groep vormen"), N_("Zoals een bestuur of een feestclub.")),
            ("feel", N_("Hoe we erover denken"), N_("Zonder nu te beslissen.")),
        ),
    ),
    AdviceQuestion(
        "law",
        N_("Staat in de statuten of een akte hoe dit moet?"),
        (
            ("free", N_("Nee, of dat weet ik niet"), ""),
            ("articles", N_("Ja, met een meerderheid"), N_("Zoals twee derde van de stemmen.")),
            ("shares", N_("Ja, wie meer bezit telt zwaarder"), N_("Zoals in een VvE.")),
            ("weights", N_("Ja, sommige leden hebben meer stemmen"), ""),
        ),
    ),
    AdviceQuestion(
        "size",
        N_("Met hoeveel zijn jullie?"),
        (("few", N_("Met 40 of minder"), ""), ("many", N_("Met meer dan 40"), "")),
    ),
    AdviceQuestion(
        "matters",
        N_("Wat telt het zwaarst?"),
        (
            ("nobody", N_("Dat niemand in de knel komt"), ""),
            ("most", N_("Dat de meeste mensen er blij mee zijn"), ""),
        ),
    ),
    AdviceQuestion(
        "effort",
        N_("Hoeveel mag je van iedereen vragen?"),
        (
            ("easy", N_("Eén of een paar kruisjes"), N_("Dat lukt iedereen in een minuut.")),
            ("more", N_("Een cijfer of een volgorde"), N_("Dan weet je meer.")),
        ),
    ),
)

SHARES = N_(
    "Dat kan niet met Gehoord. Hier telt elke stem even zwaar. In een VvE telt de stem van wie "
    "een groter deel bezit zwaarder, en een uitslag van hier geldt daar niet. Praat er hier "
    "samen over en peil hoe jullie denken. Stem daarna in de vergadering van de VvE."
)
WEIGHTS = N_(
    "Dat kan niet met Gehoord. Hier heeft iedereen één stem, en elke stem telt even zwaar. "
    "Praat er hier samen over en peil hoe jullie denken. Stem daarna zoals de statuten zeggen."
)

A_THIRD_STOPS = N_("Een kleine groep kan het tegenhouden: iets meer dan een derde is genoeg.")


class AdviceRow(Struct, frozen=True):
    """For these answers (what is not named may be anything) this way of deciding."""

    method: str
    because: str
    when: Mapping[str, str]
    preset: str = ""
    weakness: str = ""
    """Where what is set up beforehand changes what is weak about it."""

    def fits(self, answers: Mapping[str, str]) -> bool:
        return all(answers[name] == value for name, value in self.when.items())


# The first row that fits is the recommendation.
ROWS = (
    AdviceRow(
        "majority",
        N_(
            "Statuten vragen vaak een ruime meerderheid, en dat genoeg mensen meedoen. Dit telt "
            "dat na."
        ),
        {"what": "agree", "law": "articles"},
        "statuten",
        A_THIRD_STOPS,
    ),
    AdviceRow(
        "majority",
        N_("Statuten vragen vaak een geheime stemming, en een meerderheid voor elke plek."),
        {"what": "person", "law": "articles"},
        "bestuur",
    ),
    AdviceRow(
        "majority",
        N_("Statuten vragen vaak een geheime stemming, en een meerderheid voor elke plek."),
        {"what": "people", "law": "articles"},
        "bestuur",
    ),
    AdviceRow(
        "majority",
        N_("Statuten vragen vaak een meerderheid. Iedereen kiest één plan, soms in twee rondes."),
        {"what": "pick", "law": "articles"},
        "rondes",
    ),
    AdviceRow(
        "consent",
        N_("Jullie zijn met weinig en niemand mag in de knel komen. Dan telt elke reden."),
        {"what": "agree", "size": "few", "matters": "nobody"},
        "kring",
    ),
    AdviceRow(
        "majority",
        N_(
            "Met zo veel mensen kan één bezwaar alles stilzetten. Twee derde vóór beschermt wie "
            "anders overstemd wordt."
        ),
        {"what": "agree", "matters": "nobody"},
        "ruim",
        A_THIRD_STOPS,
    ),
    AdviceRow(
        "majority",
        N_("Het is ja of nee, en iedereen kent het. Wat de meeste mensen willen, gaat door."),
        {"what": "agree"},
        "gewoon",
    ),
    AdviceRow(
        "resistance",
        N_("Je vraagt bij elk plan hoeveel iemand erop tegen is. Wat het minst stoort, wint."),
        {"what": "pick", "matters": "nobody", "effort": "more"},
    ),
    AdviceRow(
        "approval",
        N_("Iedereen kruist aan wat goed is. Het plan waar de meeste mensen mee kunnen, wint."),
        {"what": "pick", "effort": "easy"},
        "varianten",
    ),
    AdviceRow(
        "star",
        N_("Cijfers zeggen hoe graag, en de finale maakt dat meer mensen blij zijn dan niet."),
        {"what": "pick", "size": "few"},
    ),
    AdviceRow(
        "schulze",
        N_("We vergelijken elk plan met elk ander. Wat van alle andere wint, is de keuze."),
        {"what": "pick"},
    ),
    AdviceRow(
        "dots",
        N_("Iedereen verdeelt een paar stippen. Je ziet meteen waar de meeste zin in is."),
        {"what": "order", "effort": "easy"},
        "eerst",
    ),
    AdviceRow(
        "score",
        N_("Een cijfer bij alles geeft een volgorde waarin elk verschil meetelt."),
        {"what": "order"},
    ),
    AdviceRow(
        "budget_shares",
        N_("Iedereen heeft een even groot deel van het geld. Zo krijgt ook een kleine groep iets."),
        {"what": "money", "matters": "nobody"},
        "buurtbudget",
    ),
    AdviceRow(
        "budget_greedy",
        N_("Het plan met de meeste stemmen krijgt eerst geld. Dat is makkelijk te volgen."),
        {"what": "money"},
    ),
    AdviceRow(
        "ranked",
        N_("Met één stembriefje kies je wie meer dan de helft achter zich krijgt."),
        {"what": "person", "effort": "more"},
    ),
    AdviceRow(
        "majority",
        N_("Iedereen kiest één naam, geheim. Haalt niemand de helft, dan komt er een ronde bij."),
        {"what": "person"},
        "bestuur",
    ),
    AdviceRow(
        "stv",
        N_("Ook een kleinere groep krijgt iemand op een plek, in verhouding tot de stemmen."),
        {"what": "people", "effort": "more"},
    ),
    AdviceRow(
        "lot",
        N_("Iedereen die wil, heeft evenveel kans. Zo zijn het niet altijd dezelfde mensen."),
        {"what": "people", "matters": "nobody"},
    ),
    AdviceRow(
        "approval",
        N_("Iedereen kruist aan wie het mag doen. Wie de meeste steun heeft, krijgt een plek."),
        {"what": "people"},
    ),
    AdviceRow(
        "gradients",
        N_("Je ziet hoe warm of koud de groep is, voor je iets vastlegt."),
        {"what": "feel"},
        "peiling",
    ),
)


def advise(answers: Mapping[str, str]) -> Advice | NotOffered:
    """The recommendation for five answers, each by the name of its question."""
    if answers["law"] == "shares":
        return NotOffered(SHARES)
    if answers["law"] == "weights":
        return NotOffered(WEIGHTS)
    row = next(row for row in ROWS if row.fits(answers))
    return Advice(row.method, row.because, row.weakness or METHODS[row.method].weakness, row.preset)


def answered(given: Mapping[str, str]) -> dict[str, str] | None:
    """The five answers out of what was sent; None as long as one is missing or unknown."""
    answers = {
        question.name: given.get(question.name, "")
        for question in QUESTIONS
        if given.get(question.name, "") in values_of(question)
    }
    return answers if len(answers) == len(QUESTIONS) else None


def values_of(question: AdviceQuestion) -> Sequence[str]:
    return [value for value, *_words in question.answers]


def every_set_of_answers() -> list[dict[str, str]]:
    """All that can be answered, for who wants to look the whole table through."""
    names = [question.name for question in QUESTIONS]
    return [dict(zip(names, values, strict=True)) for values in product(*map(values_of, QUESTIONS))]
