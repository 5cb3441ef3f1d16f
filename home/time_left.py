"""Time left, in the words people use."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from plumbing.clock import now
from plumbing.words.language import zone


def days_left(until: datetime) -> int:
    """Midnights between now and then, where the community is; less than nought when it passed."""
    there = zone()
    return (until.astimezone(there).date() - now().astimezone(there).date()).days


def time_left(until: datetime) -> str:
    """ "Nog 5 dagen", "Nog 1 dag" or "Alleen vandaag nog"."""
    days = days_left(until)
    if days < 1:
        return _("Alleen vandaag nog")
    return ngettext("Nog %(num)d dag", "Nog %(num)d dagen", days)
