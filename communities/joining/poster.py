"""The poster that hangs in the porch: what we share, a QR, an address to type, our dots."""

import json
from typing import Any

from flask_babel import gettext as _

from communities.joining.links import address_of, address_to_type
from communities.models import Community
from communities.ways_in import JoinLink
from plumbing.drawing import dots as pictures
from plumbing.drawing import qr
from plumbing.drawing.typesetting import typesetter
from plumbing.folders import PAPER_TEMPLATES
from plumbing.words.language import day, language

POSTER_TEMPLATE = PAPER_TEMPLATES / "poster.typ"
POSTER_SIZES = ("a4", "a3")


def poster_of(community: Community, link: JoinLink, size: str) -> bytes:
    """One page on A4 or A3; what somebody typed travels as data and is never read as a command."""
    return typesetter(POSTER_TEMPLATE).compile(
        sys_inputs={"poster": json.dumps(_facts(community, link, size))},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=link.created_at.replace(microsecond=0),
    )


def _facts(community: Community, link: JoinLink, size: str) -> dict[str, Any]:
    field = pictures.ring(39, 40)
    left, top, width, height = (float(number) for number in field.view_box.split())
    return {
        "paper": size,
        "language": language(),
        "made": [link.created_at.year, link.created_at.month, link.created_at.day],
        "title": community.name,
        "over": _("Woon je hier? Doe mee."),
        "shares": community.shares,
        "whom": _("Voor wie: %(whom)s", whom=community.for_whom) if community.for_whom else "",
        "scan": _("Scan de code met je telefoon."),
        "type": _("Of typ dit adres:"),
        "address": address_to_type(link),
        "link": address_of(link),
        "call": _("Of bel %(phone)s.", phone=community.phone) if community.phone else "",
        "until": _("Je kunt je aanmelden tot en met %(day)s.", day=day(link.expires_at)),
        "squares": qr.squares(address_of(link)),
        "qr": _("QR-code naar %(address)s", address=address_to_type(link)),
        "dots": [[dot.x - left, dot.y - top, dot.r, dot.state] for dot in field.dots],
        "size": [width, height],
        "ring": _("Een kring van stippen. Eén stip is nog open."),
        "open": _("Die open stip, dat ben jij."),
    }
