"""Reading along: how many voted with a neighbour beside them, and never who."""

from flask_babel import gettext as _
from sqlalchemy import update
from sqlalchemy.orm import Session

from decisions.counting.tally import FEWEST_SHOWN
from decisions.models import Round

FEW = 1
"""What a record keeps where they were so few that their number could point at somebody."""


def count_accompanied(session: Session, round_id: int) -> None:
    """One more, in the transaction that counts the ballot."""
    session.execute(
        update(Round)
        .where(Round.id == round_id)
        .values(accompanied=Round.accompanied + 1)
        .execution_options(synchronize_session=False)
    )


def accompanied_in(current: Round) -> int:
    """The number as a record keeps it: below FEWEST_SHOWN never more than FEW."""
    return (
        current.accompanied
        if current.accompanied >= FEWEST_SHOWN
        else min(current.accompanied, FEW)
    )


def accompanied_words(number: int) -> str:
    """What a record says of them; few are not counted aloud."""
    if not number:
        return ""
    if number == FEW:
        return _("Enkele mensen stemden met een meelezer erbij.")
    return _("%(number)s mensen stemden met een meelezer erbij.", number=number)
