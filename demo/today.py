"""What is going on in De Weverij now: one draft, two talks, three open decisions, one withdrawn."""

from sqlalchemy import select

from decisions.models import Secrecy
from decisions.opening.draft import Draft, OptionDraft
from decisions.opening.next_round import open_next_round
from demo.earlier import AGAINST, AGREE, BACKERS, BLANK, CONCERN, FOR, OBJECT
from demo.steps import Story, shuffled
from proposals.explanations.explaining import explain
from proposals.models import Proposal, TouchedStatus
from proposals.readiness.backing import offer_help
from proposals.talk.contributing import Behalf, confirm, contribute, reply, say_also
from proposals.threads import Contribution, ThreadKind
from proposals.writing.revising import revise
from proposals.writing.touching import note_talk
from proposals.writing.withdrawing import withdraw

KEY_OF_THE_TAP = "Bij koor De Spoel ging het na twee jaar mis. Er was één sleutel van de kraan."
IN_TURKISH = (
    "Dört kasa sebze ve ot. Altı metre çim, top oynamak için kalıyor. "
    "Bir yıl sonra birlikte bakıyoruz."
)
"""Also said aloud in `sounds`, by a computer: nobody of the neighbourhood exists."""
TABLE_HEIGHT = "Zet de bakken op tafelhoogte. Dan kan ik er ook bij."
PLANS = (
    ("Schaduwdoek boven het plein", 115000),
    ("Taalles in De Klos", 80000),
    ("Gereedschap om te lenen", 60000),
    ("Bloembakken in de poort", 50000),
    ("Tafels en banken voor het buurtfeest", 45000),
    ("Planken en boeken voor de ruilkast", 25000),
)


def night_bus(story: Story, proposal: Proposal) -> None:
    """A letter that is talked about; the answer is due."""
    story.table(proposal, 40)
    with story.clock(20):
        contribute(
            story.session,
            proposal,
            story.at["Ria Bos"],
            ThreadKind.EXPERIENCE,
            "Mijn zoon loopt na zijn dienst een half uur naar huis. In de winter haal ik hem op.",
        )


def play_street(story: Story, proposal: Proposal) -> None:
    """Talked about, backed, and now: is the question put fairly?"""
    story.table(proposal, 12)
    with story.clock(9):
        question = contribute(
            story.session,
            proposal,
            story.at["Piet Jansen"],
            ThreadKind.QUESTION,
            "Hoe kom ik op woensdag met de auto bij mijn deur?",
        )
        _also(story, question, 4, 31)
    with story.clock(8):
        reply(
            story.session,
            question,
            proposal.author,
            "Stapvoets mag je er altijd in en uit, als je er woont.",
        )
    story.ready(proposal, ("Kofi Mensah", "Nour Haddad", "Joost Brand"), 1)


def kitchen_garden(story: Story, proposal: Proposal) -> None:
    """Fatma's sentence became version 2; now everybody is asked again."""
    at = story.at
    samira, joost = at["Samira El Amrani"], at["Joost Brand"]
    story.table(proposal, 45)
    _talk_about_the_garden(story, proposal)
    story.ready(proposal, BACKERS, 36)
    decision = story.open(
        proposal,
        "Joost Brand",
        Draft(
            title=proposal.title,
            question="Kun je leven met een moestuin op het gras?",
            method="consent",
            settings={"quorum": "1/3"},
            secrecy=Secrecy.OPEN,
            closes_at=story.day(18),
        ),
        33,
    )
    objections = (
        (
            "Zes kinderen voetballen hier elke dag. Zij zeggen: niet ons doel weghalen.",
            "Voor de kinderen van De Ketting",
            "Laat een stuk gras vrij",
        ),
        (
            "Als er na een jaar niemand meer maait, wordt het een rommel.",
            "Voor wie erlangs loopt",
            "Een rooster met namen",
        ),
    )
    voters = [
        member
        for member in story.some(4, 36, without=("Samira El Amrani", "Piet Jansen"))
        if member.id not in (samira.id, at["Piet Jansen"].id)
    ][:32] + [samira, at["Piet Jansen"]]
    marks = [AGREE] * 32 + [OBJECT] * 2
    story.vote(decision, voters, marks, 22, objections)
    story.close(decision)
    _taken_over(story, proposal)
    with story.clock(6):
        open_next_round(story.session, decision, at["Marleen de Wit"], story.evening(8))
    again = [member for member in voters if member.id not in (joost.id,)][:28]
    worry = ("Als er na een jaar niemand meer maait, wordt het een rommel.", "", "")
    drought = ("In augustus is iedereen weg. Dan staat alles droog.", "", "")
    more = story.some(44, 3, without=[member.name for member in voters])
    story.vote(decision, again + more, [AGREE] * 29 + [CONCERN] * 2, 2, (worry, drought))
    with story.clock(5):
        voice = story.sound("moestuin-tr")
        explain(story.session, proposal, at["Emine Demir"], "tr", IN_TURKISH, voice)


def _talk_about_the_garden(story: Story, proposal: Proposal) -> None:
    at = story.at
    question, worry = ThreadKind.QUESTION, ThreadKind.WORRY
    said = (
        (4.2, "Piet Jansen", question, "Wie maait als jullie er na een jaar mee stoppen?", 5),
        (14, "Ria Bos", worry, "In augustus is iedereen weg. Dan staat alles droog.", 3),
        (30, "Kofi Mensah", ThreadKind.EXPERIENCE, KEY_OF_THE_TAP, 2),
        (32, "Henk Visser", ThreadKind.IDEA, TABLE_HEIGHT, 8),
    )
    for ago, name, kind, words, also in said:
        with story.clock(ago):
            thread = contribute(story.session, proposal, at[name], kind, words)
            _also(story, thread, also, also)
        if name == "Ria Bos":
            with story.clock(13):
                reply(
                    story.session,
                    thread,
                    at["Joost Brand"],
                    "Mijn rooster begint in juli. Wie thuisblijft, geeft water.",
                )
    with story.clock(28):
        children, _, owner = sorted(proposal.touched, key=lambda row: row.id)
        note_talk(
            story.session,
            children,
            at["Samira El Amrani"],
            TouchedStatus.SPOKEN,
            "Niet ons doel weghalen.",
        )
        note_talk(story.session, owner, at["Joost Brand"], TouchedStatus.ASKED)
    with story.clock(20):
        for name in ("Ria Bos", "Kofi Mensah", "Nour Haddad", "Samira El Amrani", "Henk Visser"):
            offer_help(story.session, proposal, at[name])


def _taken_over(story: Story, proposal: Proposal) -> None:
    at = story.at
    with story.clock(16):
        said = contribute(
            story.session,
            proposal,
            at["Samira El Amrani"],
            ThreadKind.WORRY,
            "Ik wil munt en bonen. Maar waar spelen mijn kleinkinderen?",
            behalf=Behalf(speaker=at["Fatma Yıldız"], has_consent=True, spoken_in="tr"),
        )
    with story.clock(15):
        confirm(story.session, said)
    with story.clock(8):
        revise(
            story.session,
            proposal,
            at["Joost Brand"],
            {
                "summary": "Vier bakken voor groente en kruiden. Zes meter gras blijft vrij om te "
                "voetballen. Na een jaar kijken we of het werkt.",
                "what": "Vier bakken met groente en kruiden op het gras bij De Ketting. "
                "Zes meter gras blijft vrij om te voetballen. "
                "In de eerste bak komen munt en bonen.",
            },
            credit=said,
        )


def one_way_street(story: Story, proposal: Proposal) -> None:
    """A secret majority vote with two thirds of its time gone."""
    at = story.at
    story.table(proposal, 30)
    with story.clock(28):
        worry = contribute(
            story.session,
            proposal,
            at["Henk Visser"],
            ThreadKind.WORRY,
            "Ik rij er al dertig jaar. Waar moet ik dan parkeren?",
        )
        _also(story, worry, 6, 51)
        care, _, town = sorted(proposal.touched, key=lambda row: row.id)
        note_talk(story.session, town, proposal.author, TouchedStatus.ASKED)
    with story.clock(26):
        reply(
            story.session, worry, proposal.author, "Daar zoek ik een antwoord op, met de gemeente."
        )
        contribute(
            story.session,
            proposal,
            at["Emine Demir"] if "Emine Demir" in at.people else at["Ria Bos"],
            ThreadKind.EXPERIENCE,
            "Met de kinderwagen moet ik nu de weg op. Dan toetert er altijd iemand.",
        )
    story.ready(proposal, BACKERS, 14)
    decision = story.open(
        proposal,
        "Nour Haddad",
        Draft(
            title=proposal.title,
            question="Wordt de Lakenstraat eenrichting?",
            method="majority",
            settings={"quorum": 40},
            closes_at=story.evening(5),
        ),
        10.5,
    )
    story.vote(
        decision,
        story.some(5, 27, without=("Fatma Yıldız", "Samira El Amrani", "Joost Brand")),
        shuffled([FOR] * 15 + [AGAINST] * 11 + [BLANK], 5),
        4,
    )


def neighbourhood_fund(story: Story, proposal: Proposal) -> None:
    """Three dots each over six plans; three of them are proposals of their own, with a photo."""
    own = _of_their_own(story)
    for each in (proposal, *own.values()):
        story.table(each, 26)
        story.ready(each, BACKERS, 13)
    decision = story.open(
        proposal,
        "Marleen de Wit",
        Draft(
            title=proposal.title,
            question="Waar gaat € 2.500 van het buurtfonds naartoe?",
            method="dots",
            settings={"dots": 3, "max_per_option": 3, "winners": 3},
            options=tuple(
                OptionDraft(name, "", cents, own[name].id if name in own else None)
                for name, cents in PLANS
            ),
            closes_at=story.evening(10),
        ),
        9,
    )
    marks = (
        [{"a": 2, "c": 1}] * 11
        + [{"b": 2, "f": 1}] * 9
        + [{"e": 3}] * 6
        + [{"d": 1, "b": 1, "c": 1}] * 7
        + [BLANK]
    )
    voters = story.some(6, 34, without=("Fatma Yıldız", "Joost Brand"))
    story.vote(decision, voters, shuffled(marks, 6), 3)


def _of_their_own(story: Story) -> dict[str, Proposal]:
    names = [name for name, _cents in PLANS]
    found = story.session.scalars(select(Proposal).where(Proposal.title.in_(names)))
    return {proposal.title: proposal for proposal in found}


def shared_car(story: Story, proposal: Proposal) -> None:
    """Taken back by its author."""
    story.table(proposal, 70)
    with story.clock(58):
        withdraw(story.session, proposal, "Er waren maar drie huishoudens die mee wilden doen.")


def _also(story: Story, thread: Contribution, number: int, seed: int) -> None:
    for member in story.some(seed, number, without=(thread.author.name,)):
        say_also(story.session, thread, member)
