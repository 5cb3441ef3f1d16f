"""Names in many scripts, and signs of every block of Unicode, for tests of what is printed."""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from fontTools.unicodedata import Blocks

NAMES = (
    "Vera 🌻", "李小龙", "ሳራ ተስፋዬ", "தமிழ்ச்செல்வி", "สมชาย ใจดี", "김민준", "محمد می\u200cلاد",
    "ליאורה", "Nguyễn Thị Ánh", "Ọ̀ṣun Adébáyọ̀", "ქეთევან", "Արմեն", "Владимир", "Αλέξανδρος",
    "नेहा क्षत्रिय", "মৌসুমী", "ਗੁਰਪ੍ਰੀਤ", "ශ්‍රී", "ខ្មែរ", "မြန်မာ", "བོད་པ", "ⵉⵎⴰⵣⵉⵖⵏ", "ܫܠܡܐ",
    "吉野さくら", "陳龍",
)  # fmt: skip
"""Each in letters that some font of the house has."""
OF_PARTS = ("x̌", "ŷ̃", "👩‍👩‍👧", "❤️", "👍🏽", "1️⃣", "🇳🇱", "שָׁ", "لُّ")
"""Signs of several letters that one font must draw together."""
LAST = 0x110000


def of_every_block() -> Iterator[str]:
    """Some of each block, and of what stands between blocks: its ends, and between them."""
    for start, end in pairwise((*Blocks.RANGES, LAST)):
        middle = range(start, end, max(1, (end - start) // 6))
        there = [number for number in range(start, min(end, start + 512)) if _is_there(number)]
        for number in sorted({*middle, *there[:2], *there[-2:], end - 1}):
            yield chr(number)


def one_of_every_block() -> Iterator[str]:
    """The first that is there, else the very first."""
    for start, end in pairwise((*Blocks.RANGES, LAST)):
        yield chr(next(filter(_is_there, range(start, min(end, start + 512))), start))


def _is_there(number: int) -> bool:
    return unicodedata.category(chr(number)) != "Cn"
