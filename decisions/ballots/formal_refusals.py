"""Formal refusals: what a count has against a ballot, said with u to who came by a letter."""

from plumbing.values import replace
from plumbing.words.formality import is_formal
from voting.words import N_, NN_, Sentence

FORMAL = {
    N_("Je gaf %(given)s stippen. Je hebt er %(dots)s."): N_(
        "U gaf %(given)s stippen. U hebt er %(dots)s."
    ),
    N_("Je gaf %(given)s stippen aan één keuze. Het mogen er %(most)s zijn."): N_(
        "U gaf %(given)s stippen aan één keuze. Het mogen er %(most)s zijn."
    ),
    N_("Je koos %(chosen)s keuzes. Kies er één."): N_("U koos %(chosen)s keuzes. Kies er één."),
    N_("Je gaf twee keuzes hetzelfde nummer: %(rank)s. Geef elk een eigen nummer."): N_(
        "U gaf twee keuzes hetzelfde nummer: %(rank)s. Geef elk een eigen nummer."
    ),
    N_("Nummer je keuzes vanaf 1. Nummer 1 wil je het liefst."): N_(
        "Nummer uw keuzes vanaf 1. Nummer 1 wilt u het liefst."
    ),
    N_("Geef bij elke keuze aan hoeveel weerstand je voelt."): N_(
        "Geef bij elke keuze aan hoeveel weerstand u voelt."
    ),
}
FORMAL_NUMBERS = {
    "Je hebt nog %(num)s stip. Geef ze allemaal, of kies blanco.": NN_(
        "U hebt nog %(num)s stip. Geef ze allemaal, of kies blanco.",
        "U hebt nog %(num)s stippen. Geef ze allemaal, of kies blanco.",
    )
}


def addressed(sentence: Sentence) -> Sentence:
    """The sentence in the form, u or je, in which who looks is spoken to."""
    if not is_formal():
        return sentence
    if sentence.plural is not None:
        text, plural = FORMAL_NUMBERS.get(sentence.text, (sentence.text, sentence.plural))
        return replace(sentence, text=text, plural=plural)
    return replace(sentence, text=FORMAL.get(sentence.text, sentence.text))
