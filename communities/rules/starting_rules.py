"""Starting rules: three sets to begin with, changed freely until the first decision."""

from flask_babel import gettext as _

from communities.rules.rules import AMONG_FEW, Rules
from plumbing.values import replace

CIRCLE, ASSOCIATION, GROUP = "kring", "vereniging", "groep"
IN_A_CIRCLE = ("consent", "dots", "resistance", "gradients", "lot")
IN_AN_ASSOCIATION = (
    "majority",
    "dots",
    "approval",
    "ranked",
    "stv",
    "gradients",
    "budget_greedy",
    "budget_shares",
    "lot",
)
STARTING_RULES = {
    CIRCLE: replace(AMONG_FEW, methods=IN_A_CIRCLE, default_days=7),
    ASSOCIATION: Rules(methods=IN_AN_ASSOCIATION, quorum="1/3"),
    GROUP: replace(AMONG_FEW, default_days=3, consent_quorum_third=False),
}


def choices() -> list[tuple[str, str, str]]:
    """Each with its name and what it means, for who chooses."""
    return [
        (
            CIRCLE,
            _("Een kring"),
            _("Jullie beslissen zonder bezwaar: het gaat door als niemand een goed bezwaar heeft."),
        ),
        (
            ASSOCIATION,
            _("Een vereniging"),
            _(
                "De meeste stemmen gelden, als een derde van de leden meedoet. "
                "Jullie praten er eerst een week over."
            ),
        ),
        (
            GROUP,
            _("Een losse groep"),
            _("Weinig regels. Jullie kiezen per keer hoe, en beslissen snel."),
        ),
    ]
