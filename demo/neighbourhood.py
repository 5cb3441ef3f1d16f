"""De Weverij: 80 members in 52 households, what it asks them, and where it meets."""

import csv
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from communities.founding.founding import found_community
from communities.memberships import add_member, appoint, household_at
from communities.models import (
    EXPLANATION,
    HELP,
    Attribute,
    AttributeKind,
    AttributeUnit,
    Community,
    Joining,
    Membership,
    Role,
    Visibility,
)
from communities.places import add_place
from communities.questions.declaring import declare
from communities.questions.question import Answer, ask
from communities.rules.rules import OFTEN, Rules, set_rules
from plumbing.values import Struct
from plumbing.web import slug_of

PEOPLE = Path(__file__).parent / "people.csv"
SLUG = "de-weverij"
PURPOSE = "We gebruiken dit alleen om te zien wie we nog missen."
WAYS = (*OFTEN, "schulze", "star")
"""They also like to put things in order and to give marks."""
STREETS = {
    "Spoelstraat": "huishoudens in de Spoelstraat",
    "Lakenstraat": "huishoudens in de Lakenstraat",
    "Garenpad": "huishoudens aan het Garenpad",
    "De Ketting": "huishoudens in De Ketting",
}


class Neighbourhood(Struct):
    """The community and everybody in it, by name."""

    community: Community
    people: dict[str, Membership]
    heard_at_the_car_free_street: list[Membership]

    def __getitem__(self, name: str) -> Membership:
        return self.people[name]

    @property
    def voters(self) -> list[Membership]:
        return [member for member in self.people.values() if member.votes]


def settle(session: Session, today: date) -> Neighbourhood:
    """Found the neighbourhood with everybody in it."""
    community = found_community(
        session,
        "De Weverij",
        slug=SLUG,
        shares="Vier straten rond het oude weefgebouw. We wonen hier, dus we beslissen hier.",
        visibility=Visibility.PUBLIC,
        joining=Joining.REQUEST,
    )
    add_place(
        session,
        community,
        "Buurthuis De Klos",
        address="Garenpad 2",
        hours="Dinsdag om 10 uur, met koffie",
        helps_with_voting=True,
    )
    add_place(session, community, "Bibliotheek", address="Weefplein 1", hours="Ma t/m za 10–17 uur")
    attributes = _attributes(session, community)
    neighbourhood = Neighbourhood(community, {}, [])
    with PEOPLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            _move_in(session, neighbourhood, attributes, row)
    marleen = neighbourhood["Marleen de Wit"]
    appoint(session, marleen, Role.FACILITATOR, title="Gespreksleider")
    sanne = add_member(session, community, "Sanne Kok", "sanne@example.org", votes=False)
    appoint(
        session,
        sanne,
        Role.SUPPORTER,
        title="Opbouwwerker",
        organisation="Welzijn Spil",
        ends_on=today + timedelta(days=400),
        by=marleen,
    )
    neighbourhood.people["Sanne Kok"] = sanne
    set_rules(session, community, Rules(methods=WAYS), marleen)
    return neighbourhood


def _move_in(
    session: Session,
    neighbourhood: Neighbourhood,
    attributes: dict[str, Attribute],
    row: dict[str, str],
) -> None:
    community = neighbourhood.community
    address = _address(row["name"]) if row["mail"] == "ja" else None
    member = add_member(
        session,
        community,
        row["name"],
        address,
        household=household_at(session, community, row["street"], row["number"]),
    )
    told = {
        "straat": [row["street"]],
        "wonen": [row["tenure"]],
        "leeftijd": [row["age"]],
        EXPLANATION: [row["language"]],
        HELP: row["helps"].split("+"),
    }
    for key, answers in told.items():
        if any(answers):
            attribute = attributes[key]
            declare(session, member, attribute, answers, agrees=attribute.sensitive)
    neighbourhood.people[member.name] = member
    if row["heard"] == "ja":
        neighbourhood.heard_at_the_car_free_street.append(member)


def _address(name: str) -> str:
    return slug_of(name.replace("ı", "i")).replace("-", ".") + "@example.org"


def _attributes(session: Session, community: Community) -> dict[str, Attribute]:
    asked = [
        ask(
            session,
            community,
            "straat",
            "In welke straat woon je?",
            PURPOSE,
            [Answer(street, street, phrase) for street, phrase in STREETS.items()],
            unit=AttributeUnit.HOUSEHOLD,
        ),
        ask(
            session,
            community,
            "wonen",
            "Huur je, of is je huis van jezelf?",
            PURPOSE,
            [
                Answer("huur", "Huur", "huishoudens die huren"),
                Answer("koop", "Eigen huis", "huishoudens met een eigen huis"),
            ],
            unit=AttributeUnit.HOUSEHOLD,
        ),
        ask(
            session,
            community,
            "leeftijd",
            "Hoe oud ben je?",
            PURPOSE,
            [
                Answer("18-34", "18 tot en met 34", "buren van 18 tot en met 34"),
                Answer("35-54", "35 tot en met 54", "buren van 35 tot en met 54"),
                Answer("55-69", "55 tot en met 69", "buren van 55 tot en met 69"),
                Answer("70+", "70 en ouder", "buren van 70 en ouder"),
            ],
            kind=AttributeKind.ORDERED,
        ),
        ask(
            session,
            community,
            EXPLANATION,
            "In welke taal wil je uitleg?",
            PURPOSE,
            [
                Answer("nl", "Nederlands", "buren die uitleg in het Nederlands willen"),
                Answer("tr", "Turks", "buren die uitleg in het Turks willen"),
                Answer("ar", "Arabisch", "buren die uitleg in het Arabisch willen"),
                Answer("en", "Engels", "buren die uitleg in het Engels willen"),
            ],
            kind=AttributeKind.MULTIPLE,
            sensitive=True,
        ),
        ask(
            session,
            community,
            HELP,
            "Wat helpt je?",
            "Zo weten we hoe we je kunnen helpen om mee te doen.",
            [
                Answer("voorlezen", "Voorlezen", "buren die graag voorgelezen worden"),
                Answer("overdag", "Overdag", "buren die overdag kunnen"),
                Answer("samen", "Samen", "buren die liever samen komen"),
            ],
            kind=AttributeKind.MULTIPLE,
            judged=False,
        ),
    ]
    return {attribute.key: attribute for attribute in asked}
