"""Telling the whole story of De Weverij once, with the clock set back."""

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from communities.models import Community
from decisions.counting.sealing import SECRETS
from demo import chosen, earlier, today
from demo.choir import found_choir
from demo.neighbourhood import SLUG, settle
from demo.proposals import write_all
from demo.steps import Story
from plumbing.clock import clock_at, now
from plumbing.database.session import db
from plumbing.mail import Mail

PICTURES = {
    "Lakenstraat eenrichting": (
        "lakenstraat",
        "Tekening: de Lakenstraat, met huizen, een auto en een fietser. "
        "Een pijl op de weg wijst één kant op.",
    ),
    "Lakenstraat autoluw": (
        "lakenstraat-autoluw",
        "Tekening: de Lakenstraat zonder auto’s, met paaltjes, bloembakken en een fietser.",
    ),
    "Moestuin op het gras": (
        "moestuin",
        "Tekening: het gras bij De Ketting, met vier moestuinbakken rechts "
        "en een voetbaldoel links.",
    ),
    "Speelstraat op woensdag": (
        "speelstraat",
        "Tekening: kinderen springen touw op straat. Een hek houdt auto’s tegen.",
    ),
    "Nachtbus terug": (
        "nachtbus",
        "Tekening: ’s nachts komt een verlichte bus bij een halte waar twee mensen wachten.",
    ),
    "Buurtfeest": (
        "buurtfeest",
        "Tekening: een lange tafel met eten op straat, met slingers en buren.",
    ),
    "Lampen in de poort": (
        "lampen-in-de-poort",
        "Tekening: een poort in een muur, met lampen, een voetganger en een fietser.",
    ),
    "Hondenveld": (
        "hondenveld",
        "Tekening: een veld met honden. Iemand op een scootmobiel rijdt door een breed poortje.",
    ),
    "Bank of schommel": (
        "bank-of-schommel",
        "Tekening: links een bank met twee mensen, rechts een schommel met een kind.",
    ),
    "€ 2.500 van het buurtfonds": (
        "buurtfonds",
        "Tekening: een plein met een schaduwdoek, een tafel, een boekenkast en bloembakken.",
    ),
    "Buurtbudget: € 6.000": (
        "buurtbudget",
        "Tekening: buurthuis De Klos met zonnepanelen, bomen, een fietsenrek en een lange tafel.",
    ),
    "Een bestuur voor De Klos": (
        "bestuur",
        "Tekening: zes mensen naast elkaar aan een tafel in het buurthuis.",
    ),
    "Het Weefplein opnieuw": (
        "weefplein",
        "Tekening: een plein van tegels met een vijver, bomen, een bank en spelende kinderen.",
    ),
    "Een glasbak dichtbij": (
        "glasbak",
        "Tekening: iemand gooit een fles in een glasbak. Een ander komt op de fiets.",
    ),
    "Een naam voor het pleintje": (
        "pleintje",
        "Tekening: kinderen om een straatnaambord dat nog leeg is, met een schommel ernaast.",
    ),
    "Deelfietsen bij De Klos": (
        "deelfietsen",
        "Tekening: vier fietsen in een rek bij De Klos, en een bakfiets met een kind erin.",
    ),
    "Kerstboom in de buurt": (
        "kerstboom",
        "Tekening: buren in het donker rond een grote kerstboom met lampjes.",
    ),
    "Schaduwdoek boven het plein": (
        "schaduwdoek",
        "Tekening: een groot geel doek boven een lange tafel op het plein.",
    ),
    "Gereedschap om te lenen": (
        "gereedschap",
        "Tekening: een bord met een schop, een hark, een hamer, een zaag en een boor.",
    ),
    "Bloembakken in de poort": (
        "bloembakken",
        "Tekening: vier bakken met bloemen in en naast de poort.",
    ),
}
STORIES = (
    ("Lampen in de poort", earlier.lamps),
    ("Hondenveld", earlier.dogs),
    ("Bank of schommel", earlier.bench),
    ("Deelauto", today.shared_car),
    ("Lakenstraat autoluw", earlier.car_free_street),
    ("Buurtfeest", earlier.party),
    ("Nachtbus terug", today.night_bus),
    ("Moestuin op het gras", today.kitchen_garden),
    ("Lakenstraat eenrichting", today.one_way_street),
    ("€ 2.500 van het buurtfonds", today.neighbourhood_fund),
    ("Speelstraat op woensdag", today.play_street),
    ("Het Weefplein opnieuw", chosen.square),
    ("Een glasbak dichtbij", chosen.bin_for_glass),
    ("Een bestuur voor De Klos", chosen.board),
    ("Een naam voor het pleintje", chosen.name_of_the_square),
    ("Buurtbudget: € 6.000", chosen.budget),
    ("Deelfietsen bij De Klos", chosen.shared_bicycles),
    ("Kerstboom in de buurt", chosen.christmas_tree),
)


def is_there(session: Session) -> bool:
    """Was the demo seeded before?"""
    return session.scalar(select(Community.id).where(Community.slug == SLUG)) is not None


def seed() -> None:
    """Fill an empty database with the neighbourhood and the choir."""
    moment = now().replace(second=0, microsecond=0)
    with db.writing() as session:
        with clock_at(moment - timedelta(days=300)):
            at = settle(session, moment.date())
            found_choir(session, at)
        story = Story(session, at, moment)
        proposals = write_all(story)
        for title, (name, alt) in PICTURES.items():
            story.picture(proposals[title], name, alt)
        for title, tell in STORIES:
            tell(story, proposals[title])
        _mail_has_left(session)
    db.scrub(*SECRETS)


def _mail_has_left(session: Session) -> None:
    """What was written in the past was sent then; nobody gets an old invitation now."""
    session.execute(update(Mail).values(sent_at=Mail.written_at, body=""))
