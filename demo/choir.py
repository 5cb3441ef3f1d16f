"""Koor De Spoel: a small circle of 14, and Bram, who is nobody in De Weverij."""

from communities.memberships import add_member, appoint
from sqlalchemy.orm import Session

from communities.founding.founding import found_community
from communities.models import Community, Role, Visibility
from demo.neighbourhood import Neighbourhood

SINGERS = (
    "Bram Dekker",
    "Annelies Vink",
    "Joke Pol",
    "Wouter Haan",
    "Margriet Bakker",
    "Sjaak Mol",
    "Thea Ruiter",
    "Loes Snel",
    "Harm Veld",
    "Dineke Stam",
    "Pim Roos",
    "Ada Kok",
)


def found_choir(session: Session, at: Neighbourhood) -> Community:
    """Twelve who only sing here, and two who also live in De Weverij."""
    choir = found_community(
        session,
        "Koor De Spoel",
        slug="de-spoel",
        shares="We zingen op maandagavond in De Klos.",
        person_word="lid",
        people_word="leden",
        visibility=Visibility.MEMBERS,
    )
    for name in SINGERS:
        add_member(session, choir, name, f"{name.casefold().replace(' ', '.')}@example.org")
    add_member(session, choir, "Kofi Mensah", person=at["Kofi Mensah"].person)
    ria = add_member(session, choir, "Ria Bos", person=at["Ria Bos"].person)
    appoint(session, ria, Role.FACILITATOR, title="Gespreksleider")
    return choir
