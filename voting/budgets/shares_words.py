"""Words for a count by equal shares, payment by payment."""

from voting.budgets.shares_course import Shared
from voting.budgets.words import bought_words, follows_from, lot_words
from voting.words import N_, Sentence, say


def explanation(found: Shared) -> tuple[Sentence, ...]:
    """The shares, every purchase with who pays for it, and what is left at the end."""
    said = [*_opening(found), *follows_from(found.box)]
    for purchase in found.state.shares.bought:
        cost = found.market.costs[purchase.option]
        said += lot_words(found.box, found.lot(purchase.level, purchase.option))
        said += bought_words(found.box, purchase.option, cost, found.market.payments(purchase))
    said += _filled(found)
    said.append(say(N_("Er blijft %(left)s over."), left=found.left))
    return tuple(said)


def _opening(found: Shared) -> list[Sentence]:
    market, added = found.market, found.state.added
    share = market.budget / market.sharers
    one = N_("Er is %(budget)s te verdelen over %(ballots)s stem: een deel van %(share)s.")
    more = N_(
        "Er is %(budget)s te verdelen over %(ballots)s stemmen: ieder een deel van %(share)s."
    )
    said = [
        say(
            one if market.sharers == 1 else more,
            budget=market.budget,
            ballots=market.sharers,
            share=share,
        ),
        say(N_("Wie voor een keuze stemde, betaalt mee uit het eigen deel.")),
    ]
    if added:
        text = N_(
            "Dan blijft er geld liggen. Daarom maken we elk deel even veel groter, "
            "tot %(share)s. Alles wat we zo kopen, past nog in het budget."
        )
        said.append(say(text, share=share + added))
    return said


def _filled(found: Shared) -> list[Sentence]:
    said: list[Sentence] = []
    for visit in found.state.filling.visits if found.state.filling else ():
        if visit.funded:
            said += lot_words(found.box, found.lot(visit.level, visit.option))
            text = N_("Van wat over is, gaat %(cost)s naar %(option)s.")
            cost = found.market.costs[visit.option]
            said.append(say(text, option=found.box.labels[visit.option], cost=cost))
    return said
