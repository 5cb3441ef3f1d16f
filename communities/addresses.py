"""Mail addresses as people type them: how one is kept, and whether a text is one."""

import re

from flask_babel import gettext as _

from communities.typed_text import clean

LONGEST_ADDRESS = 254
LOOKS_LIKE_AN_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def mail_address(typed: str) -> str:
    """The address as it is kept and compared: in small letters, without what cannot be seen."""
    return clean(typed).lower()


def is_mail_address(address: str) -> bool:
    """Could a mail arrive there? Nothing rare is refused: only opening that mail proves it."""
    return len(address) <= LONGEST_ADDRESS and LOOKS_LIKE_AN_ADDRESS.fullmatch(address) is not None


def is_no_address() -> str:
    """The sentence for a field that holds something else."""
    return _("Dit is geen mailadres. Een mailadres ziet eruit als naam@voorbeeld.nl.")
