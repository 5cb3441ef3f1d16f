"""Words of the count: sentences in Dutch, translated by whoever shows them."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from voting.values import Struct, field


def N_(text: str) -> str:
    """Marks a text for the catalogue of translations."""
    return text


def NN_(text: str, plural: str) -> tuple[str, str]:
    """Marks a text and its plural for the catalogue of translations."""
    return text, plural


def _plain(text: str, /, **values: object) -> str:
    return text % {name: bare(value) for name, value in values.items()} if values else text


def bare(value: object) -> object:
    """A sum of money without a currency, as 1.200 or 12,50; cut off after two decimals."""
    if not isinstance(value, Fraction):
        return value
    whole, cents = divmod(int(value * 100), 100)
    return f"{whole:,}".replace(",", ".") + (f",{cents:02}" if cents else "")


def _plain_plural(text: str, plural: str, num: int, /, **values: object) -> str:
    return _plain(text if num == 1 else plural, num=num, **values)


class Sentence(Struct, frozen=True):
    """A message id with its values; a value may be a sentence again.

    A value that is a Fraction is a sum of money: the count knows no currency, so who shows the
    sentence writes it. `n` chooses between `text` and `plural`, and fills `%(num)s`.
    """

    text: str
    plural: str | None = None
    n: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.render(_plain, _plain_plural)

    def render(self, gettext: Callable[..., str], ngettext: Callable[..., str]) -> str:
        """The sentence in the language of two functions shaped like those of Flask-Babel."""
        values = {
            name: value.render(gettext, ngettext) if isinstance(value, Sentence) else value
            for name, value in self.values.items()
        }
        if self.plural is None or self.n is None:
            return gettext(self.text, **values)
        return ngettext(self.text, self.plural, self.n, **values)


def say(text: str, /, **values: object) -> Sentence:
    """A sentence of one text with these values."""
    return Sentence(text, values=values)


def say_number(texts: tuple[str, str], n: int, /, **values: object) -> Sentence:
    """A sentence of a text and its plural, chosen between and filled by `n`."""
    return Sentence(*texts, n=n, values=values)
