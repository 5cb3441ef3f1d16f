"""Thresholds: how many votes are needed for more than half, a larger share, or all."""

from fractions import Fraction
from math import ceil

from voting.words import N_, Sentence, say


def needed(threshold: str, base: int) -> int:
    """The fewest votes that reach the threshold of `base` votes; never none.

    `threshold` is "simple", "absolute", "unanimous", or a share such as "2/3".
    """
    if threshold in ("simple", "absolute"):
        return base // 2 + 1
    share = Fraction(1) if threshold == "unanimous" else Fraction(threshold)
    return max(1, ceil(share * base))


def why(threshold: str, base: int) -> Sentence:
    """The same as a sentence that can be worked out on paper."""
    texts = {
        "simple": N_("Meer dan de helft van %(base)s is %(needed)s."),
        "absolute": N_("Meer dan de helft van %(base)s is %(needed)s."),
        "unanimous": N_("Iedereen moet voor zijn: dat is %(needed)s."),
    }
    share_text = N_("Nodig is ten minste %(share)s van %(base)s: dat is %(needed)s.")
    text = texts.get(threshold, share_text)
    return say(text, base=base, needed=needed(threshold, base), share=threshold)
