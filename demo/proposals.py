"""The proposals of De Weverij as their authors first wrote them."""

from datetime import timedelta

from communities.models import Membership
from demo.steps import Story
from plumbing.values import Struct
from proposals.models import Kind, Proposal
from proposals.writing.writing import write_proposal


class Text(Struct, frozen=True):
    """What was written down at the kitchen table."""

    author: str
    title: str
    summary: str
    what: str
    why: str
    origin: str
    money_cents: int | None = None
    hands: str = ""
    place: str = ""
    settled: str = ""
    touches: tuple[str, ...] = ()
    must_agree: tuple[str, ...] = ()
    kind: Kind = Kind.PLAN
    addressee: str = ""
    answer_in_days: int = 0


TEXTS = (
    Text(
        "Ria Bos",
        "Ruilkast in De Ketting",
        "Een kast in de hal waar je spullen kunt achterlaten en meenemen.",
        "We zetten een kast in de hal van De Ketting.",
        "Veel wat wij weggooien, kan een ander gebruiken.",
        "Ria Bos",
        hands="Iemand die elke week opruimt",
    ),
    Text(
        "Kofi Mensah",
        "Nachtbus terug",
        "We vragen de gemeente om de nachtbus weer te laten rijden.",
        "We schrijven een brief: laat de nachtbus in het weekend weer langs ons rijden.",
        "Wie ’s nachts werkt, loopt nu een half uur in het donker.",
        "Kofi Mensah en collega’s van het ziekenhuis",
        kind=Kind.LETTER,
        addressee="De gemeente, afdeling vervoer",
        answer_in_days=9,
        touches=("Mensen die ’s nachts werken",),
    ),
    Text(
        "Samira El Amrani",
        "Speelstraat op woensdag",
        "Op woensdagmiddag is de Spoelstraat van de kinderen. Auto’s rijden dan om.",
        "Elke woensdag van 13 tot 17 uur gaat de Spoelstraat dicht voor auto’s.",
        "Kinderen hebben bijna geen plek om te spelen.",
        "Samira El Amrani, na een middag buiten",
        hands="Twee mensen die de hekken neerzetten",
        place="De Spoelstraat",
        settled="De brandweer moet erdoor kunnen.",
        touches=("Kinderen uit de Spoelstraat", "Bezorgers"),
        must_agree=("De gemeente",),
    ),
    Text(
        "Joost Brand",
        "Moestuin op het gras",
        "We maken bakken voor groente en kruiden op het gras bij De Ketting. "
        "Na een jaar kijken we of het werkt.",
        "Het hele gras wordt moestuin. Iedereen mag er werken en eten.",
        "Samen buiten bezig zijn, en eten uit eigen straat.",
        "Joost Brand, na het buurtontbijt in De Klos",
        money_cents=38000,
        hands="Een zaterdag met tien mensen, en elke week iemand die water geeft",
        place="Het gras bij De Ketting",
        settled="De bomen blijven. De brandweer moet erlangs kunnen.",
        touches=("Zes kinderen die er voetballen", "De school"),
        must_agree=("Woningcorporatie De Brug",),
    ),
    Text(
        "Nour Haddad",
        "Lakenstraat eenrichting",
        "Auto’s mogen straks nog maar één kant op. De stoep wordt breder. "
        "Er gaan vier parkeerplaatsen weg.",
        "De Lakenstraat wordt eenrichting, van het Garenpad naar de Spoelstraat.",
        "Nu rijden er auto’s over de stoep als ze elkaar voorbij willen.",
        "Nour Haddad en de ouders van de Lakenstraat",
        settled="De weg blijft open voor fietsers in twee richtingen.",
        touches=("De thuiszorg", "Bezorgers"),
        must_agree=("De gemeente",),
    ),
    Text(
        "Marleen de Wit",
        "€ 2.500 van het buurtfonds",
        "Het buurtfonds geeft ons € 2.500. Er zijn zes plannen. Wat eerst?",
        "We verdelen € 2.500 over de plannen die we het eerst willen.",
        "Het geld moet voor het einde van het jaar een plek hebben.",
        "Het buurtfonds",
        money_cents=250000,
        settled="Wat over is, gaat terug naar het fonds.",
    ),
    Text(
        "Nour Haddad",
        "Lakenstraat autoluw",
        "Auto’s komen alleen nog in de straat om te laden en te lossen.",
        "De Lakenstraat wordt autoluw. Wie er woont of er zorg brengt, kan tot de deur.",
        "Het is er nu te druk en te smal om veilig te fietsen.",
        "Nour Haddad",
        settled="Hulpdiensten kunnen altijd door.",
        touches=("De thuiszorg", "Bezorgers"),
        must_agree=("De gemeente",),
    ),
    Text(
        "Ria Bos",
        "Buurtfeest",
        "We vieren samen de zomer. Alleen de dag staat nog niet vast.",
        "Een feest met lange tafels op het Garenpad.",
        "Je leert elkaar kennen als je samen eet.",
        "Ria Bos en de feestclub",
        money_cents=45000,
        hands="Twaalf mensen voor tafels, eten en muziek",
        place="Het Garenpad",
    ),
    Text(
        "Piet Jansen",
        "Lampen in de poort",
        "Drie lampen in de poort tussen het Garenpad en De Ketting.",
        "We hangen drie lampen op die aangaan als er iemand loopt.",
        "In de winter durven mensen er niet door.",
        "Piet Jansen",
        money_cents=62000,
        place="De poort",
        must_agree=("Woningcorporatie De Brug",),
    ),
    Text(
        "Carla Smits",
        "Hondenveld",
        "Een stuk van het veldje wordt voor honden, met een hek eromheen.",
        "We zetten een hek om de helft van het veldje, met één poortje.",
        "Honden lopen nu los tussen de kinderen.",
        "De hondenbezitters van het Garenpad",
        place="Het veldje achter het Garenpad",
        touches=("Mensen met een scootmobiel",),
    ),
    Text(
        "Kofi Mensah",
        "Bank of schommel",
        "Op het pleintje past één ding: een bank, een schommel of een plantenbak.",
        "We kiezen samen wat er op het pleintje komt.",
        "Het pleintje is leeg sinds de boom weg is.",
        "Kofi Mensah",
        money_cents=90000,
        place="Het pleintje",
    ),
    Text(
        "Joost Brand",
        "Deelauto",
        "Samen een auto delen, met een vaste plek in de Spoelstraat.",
        "We huren met tien huishoudens één auto.",
        "De meeste auto’s staan bijna altijd stil.",
        "Joost Brand",
        place="De Spoelstraat",
    ),
    Text(
        "Marleen de Wit",
        "Buurtbudget: € 6.000",
        "Wij verdelen dit jaar zelf € 6.000 van de gemeente. Er zijn zes plannen.",
        "Iedereen kruist aan wat goed is. Ook een kleine groep krijgt haar deel.",
        "Wij weten zelf het beste wat hier nodig is.",
        "De gemeente, na een vraag van Ria Bos",
        money_cents=600000,
        settled="Wat over is, bewaren we voor volgend jaar.",
    ),
    Text(
        "Ria Bos",
        "Een bestuur voor De Klos",
        "Het buurthuis krijgt een bestuur van drie buren. Zes buren willen dat doen.",
        "We kiezen drie mensen, voor twee jaar.",
        "Nu doet Sanne alles alleen, en zij woont hier niet.",
        "Ria Bos en Sanne Kok",
        hands="Drie mensen, één avond in de maand",
        place="De Klos",
    ),
    Text(
        "Samira El Amrani",
        "Het Weefplein opnieuw",
        "Het Weefplein is nu vooral tegels. Er zijn drie plannen, en het mag ook zo blijven.",
        "We kiezen samen wat er op het Weefplein komt.",
        "Niemand zit er nu graag.",
        "Samira El Amrani, na een middag in de zon",
        place="Het Weefplein",
        must_agree=("De gemeente",),
    ),
    Text(
        "Piet Jansen",
        "Een glasbak dichtbij",
        "De gemeente wil een glasbak plaatsen. Er zijn drie plekken, of geen.",
        "Er komt één glasbak, op de plek waar de minste mensen last van hebben.",
        "De dichtstbijzijnde glasbak staat nu een kwartier lopen verderop.",
        "Piet Jansen",
        touches=("Wie naast de plek woont",),
    ),
    Text(
        "Kofi Mensah",
        "Een naam voor het pleintje",
        "Het pleintje met de schommel heeft nog geen naam. De kinderen bedachten er vier.",
        "We geven elke naam een cijfer en vragen de gemeente om een bordje.",
        "Zonder naam vindt niemand het.",
        "De kinderen van groep zeven",
        place="Het pleintje",
    ),
    Text(
        "Nour Haddad",
        "Deelfietsen bij De Klos",
        "Vier fietsen en een bakfiets die iedereen kan lenen.",
        "Bij De Klos komen vier fietsen en een bakfiets. Je leent ze met een code.",
        "Niet iedereen heeft een fiets, en een bakfiets heb je maar soms nodig.",
        "Nour Haddad en de fietsenmaker",
        money_cents=140000,
        hands="Twee mensen die banden plakken",
        place="De Klos",
    ),
    Text(
        "Ria Bos",
        "Kerstboom in de buurt",
        "Er komt een grote kerstboom. Alleen de plek staat nog niet vast.",
        "In december zetten we samen een boom neer, met lampjes.",
        "In het donker is het fijn om ergens licht te zien.",
        "Ria Bos en de feestclub",
        money_cents=20000,
    ),
    Text(
        "Samira El Amrani",
        "Schaduwdoek boven het plein",
        "Een groot doek tegen de zon, van mei tot oktober.",
        "We spannen een doek boven de tafels op het Weefplein.",
        "In de zomer is het er te heet om te zitten.",
        "Samira El Amrani",
        money_cents=115000,
        place="Het Weefplein",
    ),
    Text(
        "Piet Jansen",
        "Gereedschap om te lenen",
        "Een bord met gereedschap in De Klos, voor wie iets wil maken.",
        "In De Klos hangt gereedschap dat je een week mee mag nemen.",
        "Niet iedereen heeft een boor of een zaag.",
        "Piet Jansen",
        money_cents=60000,
        place="De Klos",
    ),
    Text(
        "Ria Bos",
        "Bloembakken in de poort",
        "Vier bakken met bloemen, om en om water te geven.",
        "We zetten vier bakken in de poort bij het Garenpad.",
        "De poort is grijs, en iedereen komt er langs.",
        "Ria Bos",
        money_cents=50000,
        place="De poort",
    ),
)


def write_all(story: Story) -> dict[str, Proposal]:
    """All of them as drafts, in the order of their numbers."""
    written = {}
    for place, text in enumerate(TEXTS):
        with story.clock(230 - place):
            written[text.title] = _write(story, story.at[_author(story, text)], text)
    return written


def _author(story: Story, text: Text) -> str:
    return text.author if text.author in story.at.people else "Ria Bos"


def _write(story: Story, author: Membership, text: Text) -> Proposal:
    due = story.now + timedelta(days=text.answer_in_days)
    return write_proposal(
        story.session,
        story.at.community,
        author,
        title=text.title,
        summary=text.summary,
        what=text.what,
        why=text.why,
        origin=text.origin,
        money_cents=text.money_cents,
        hands=text.hands,
        place=text.place,
        settled=text.settled,
        touches=text.touches,
        must_agree=text.must_agree,
        kind=text.kind,
        addressee=text.addressee,
        answer_due=due.date() if text.answer_in_days else None,
    )
