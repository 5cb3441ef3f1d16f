"""What De Weverij decided before: lamps, dogs, a bench, a party, and a street without cars."""

from decisions.models import Decision, ResultsVisible, Secrecy
from decisions.opening.draft import Draft, OptionDraft
from decisions.opening.next_round import open_next_round
from decisions.records.models import Keeping
from decisions.records.outcome import OutcomeWording
from decisions.records.tasks import add_task, take_up
from demo.steps import Story, in_days, shuffled
from proposals.models import Proposal, TouchedStatus
from proposals.readiness.backing import offer_help
from proposals.talk.contributing import contribute, reply
from proposals.threads import ThreadKind
from proposals.writing.revising import revise
from proposals.writing.touching import note_talk

MOTION = "voorstel"
AGREE, CONCERN, OBJECT = {MOTION: 1}, {MOTION: 0}, {MOTION: -1}
FOR, AGAINST, BLANK = {MOTION: 1}, {MOTION: -1}, dict[str, int]()
BACKERS = ("Samira El Amrani", "Kofi Mensah", "Henk Visser", "Ria Bos")


def lamps(story: Story, proposal: Proposal) -> None:
    """Consent in one round, with three concerns that come back at the review."""
    story.table(proposal, 216)
    _agreed(story, proposal, 200)
    story.ready(proposal, BACKERS, 206)
    decision = story.open(
        proposal,
        "Piet Jansen",
        _consent(story, proposal, "Kun je leven met drie lampen in de poort?", 186),
        200,
    )
    voters = story.some(9, 36)
    worries = (
        ("Straks schijnt er licht in mijn slaapkamer.", "Voor wie aan de poort woont", ""),
        ("Wie vervangt de lampen als ze stuk zijn?", "", ""),
        ("Te fel licht is slecht voor de egels.", "", ""),
    )
    story.vote(decision, voters, [AGREE] * 33 + [CONCERN] * 3, 190, worries)
    story.close(decision)
    with story.clock(184):
        task = add_task(
            story.session, decision, story.at["Piet Jansen"], "De lampen bestellen en ophangen"
        )
        take_up(story.session, task, story.at["Piet Jansen"])
        task.done_at = story.day(150)
    words = "Er komen drie lampen in de poort. Ze gaan aan als er iemand loopt."
    story.record(
        decision,
        OutcomeWording(
            words,
            hearing_words="We spraken vooral mensen die door de poort lopen.",
            review_on=story.now.date(),
        ),
        178,
    )
    story.look_back(
        decision,
        Keeping.ADJUST,
        "Bij nummer 12 is het licht te fel. We draaien die lamp naar de grond.",
    )


def dogs(story: Story, proposal: Proposal) -> None:
    """Blocked by two objections about the gate, adopted with a wider one."""
    story.table(proposal, 160)
    story.ready(proposal, BACKERS, 150)
    decision = story.open(
        proposal,
        proposal.author.name,
        _consent(story, proposal, "Kun je leven met een hondenveld?", 134),
        146,
    )
    voters = story.some(10, 34)
    said = [
        ("Waar gaan de kinderen dan voetballen?", "", ""),
        ("Wie ruimt het op als een baasje het laat liggen?", "", ""),
        ("Ik hoop dat het blaffen ’s avonds ophoudt.", "", ""),
        ("Blijft er een bankje buiten het hek?", "", ""),
        ("Mijn dochter is bang voor loslopende honden.", "", ""),
        (
            "Door dat poortje kan ik niet met mijn scootmobiel.",
            "Voor mij en voor twee anderen",
            "Een poortje van een meter breed",
        ),
        (
            "Het poortje is te smal voor een kinderwagen.",
            "Voor ouders met kleine kinderen",
            "Maak het breder",
        ),
    ]
    marks = [AGREE] * 27 + [CONCERN] * 5 + [OBJECT] * 2
    story.vote(decision, voters, marks, 138, said)
    story.close(decision)
    with story.clock(130):
        revise(
            story.session,
            proposal,
            proposal.author,
            {
                "what": "We zetten een hek om de helft van het veldje. "
                "Het poortje wordt een meter breed, zonder drempel."
            },
            "Met een scootmobiel kon je er niet door.",
        )
    with story.clock(129):
        open_next_round(story.session, decision, story.at["Marleen de Wit"], story.day(119))
    story.vote(decision, voters, [AGREE] * 31 + [CONCERN] * 3, 124, said[:3])
    story.close(decision)
    _recorded(
        story,
        decision,
        "De helft van het veldje wordt voor honden. Het poortje is een meter breed.",
        112,
    )


def bench(story: Story, proposal: Proposal) -> None:
    """Three dots each, between a bench, a swing and a planter."""
    story.table(proposal, 120)
    story.ready(proposal, BACKERS, 110)
    options = tuple(OptionDraft(name) for name in ("Een bank", "Een schommel", "Een plantenbak"))
    decision = story.open(
        proposal,
        "Kofi Mensah",
        Draft(
            title=proposal.title,
            question="Wat komt er op het pleintje?",
            method="dots",
            settings={"dots": 3, "max_per_option": 2},
            options=options,
            closes_at=story.day(95),
        ),
        107,
    )
    marks = [{"a": 2, "b": 1}] * 15 + [{"b": 2, "c": 1}] * 11 + [{"a": 1, "c": 2}] * 6 + [BLANK]
    story.vote(decision, story.some(11, 33), shuffled(marks, 11), 100)
    story.close(decision)
    _recorded(story, decision, "Er komt een schommel op het pleintje, met zachte tegels.", 88)


def party(story: Story, proposal: Proposal) -> None:
    """Two dates, equally many votes for each."""
    story.table(proposal, 40)
    story.ready(proposal, BACKERS, 24)
    decision = story.open(
        proposal,
        "Ria Bos",
        Draft(
            title=proposal.title,
            question="Op welke dag vieren we het buurtfeest?",
            method="majority",
            options=(OptionDraft("Zaterdag 6 juni"), OptionDraft("Zaterdag 13 juni")),
            closes_at=story.day(3),
        ),
        17,
    )
    marks = [{"a": 1}] * 23 + [{"b": 1}] * 23 + [BLANK] * 2
    story.vote(decision, story.some(8, 48), shuffled(marks, 8), 6)
    story.close(decision)
    story.draw(decision, "4 1 6", 7, 2)


def car_free_street(story: Story, proposal: Proposal) -> None:
    """Two votes short of the quorum at first; adopted the second time, with a flag."""
    nour, samira = story.at["Nour Haddad"], story.at["Samira El Amrani"]
    story.table(proposal, 80)
    with story.clock(76):
        worry = contribute(
            story.session,
            proposal,
            story.at["Henk Visser"],
            ThreadKind.WORRY,
            "Ik rij er al dertig jaar. Waar moet ik dan parkeren?",
        )
        contribute(
            story.session,
            proposal,
            samira,
            ThreadKind.EXPERIENCE,
            "Mijn dochter fietst nu op de stoep. Op straat durft ze niet.",
        )
    with story.clock(75):
        reply(story.session, worry, nour, "Achter De Klos zijn twaalf plekken. Kom je kijken?")
        care, _, town = sorted(proposal.touched, key=lambda row: row.id)
        note_talk(story.session, care, nour, TouchedStatus.SPOKEN, "Wij moeten tot de deur kunnen.")
        note_talk(story.session, town, nour, TouchedStatus.ASKED)
    story.ready(proposal, BACKERS, 66)
    first = story.open(proposal, "Nour Haddad", _majority(story, proposal, 45), 60)
    voters = story.some(71, 38)
    story.vote(first, voters, shuffled([FOR] * 29 + [AGAINST] * 9, 71), 50)
    story.close(first)
    _recorded(story, first, "Er deden twee buren te weinig mee. We vragen het nog een keer.", 36)
    second = story.open(
        proposal, "Nour Haddad", _majority(story, proposal, 18, previous_id=first.id), 32
    )
    heard = story.at.heard_at_the_car_free_street
    on_paper = [member for member in heard if member.person.email is None]
    others = [member for member in heard if member not in on_paper]
    marks = shuffled([FOR] * 26 + [AGAINST] * 14 + [BLANK], 72)
    story.vote(second, others, marks[: len(others)], 24)
    story.vote_on_paper(second, on_paper, marks[len(others) :], 20, more=4)
    story.close(second)
    _carry_out(story, second)
    story.record(
        second,
        OutcomeWording(
            "De Lakenstraat wordt autoluw. Auto’s komen er alleen nog om te laden en te lossen. "
            "Wie er woont of er zorg brengt, kan tot de deur.",
            hearing_words="We vergaderden op donderdagavond. Dan werken veel mensen in De Ketting.",
            done_to_hear="Brieven aan de buren zonder mail. "
            "Ria en Kofi belden aan bij heel De Ketting. Na het aanbellen: 5 huishoudens erbij.",
            next_time="Volgende keer vergaderen we ook overdag.",
            review_on=in_days(story.now, 160),
        ),
        11,
    )


def _carry_out(story: Story, decision: Decision) -> None:
    joost, samira, nour = (
        story.at[name] for name in ("Joost Brand", "Samira El Amrani", "Nour Haddad")
    )
    with story.clock(17):
        for name in ("Joost Brand", "Samira El Amrani", "Nour Haddad", "Kofi Mensah", "Ria Bos"):
            offer_help(story.session, decision.proposal, story.at[name])
        letter = add_task(
            story.session,
            decision,
            nour,
            "Brief aan de gemeente over de paaltjes",
            waits_for="De gemeente",
            waits_until=in_days(story.now, 10),
        )
        take_up(story.session, letter, joost)
        parking = add_task(
            story.session,
            decision,
            nour,
            "Met Henk zoeken waar auto’s kunnen staan",
            due_on=in_days(story.now, 9),
        )
        take_up(story.session, parking, samira)
        add_task(story.session, decision, nour, "Bord bij de ingang van de straat")


def _consent(story: Story, proposal: Proposal, question: str, closes: float) -> Draft:
    return Draft(
        title=proposal.title,
        question=question,
        method="consent",
        settings={"quorum": "1/3"},
        secrecy=Secrecy.OPEN,
        results_visible=ResultsVisible.AT_CLOSING,
        closes_at=story.day(closes),
    )


def _majority(
    story: Story, proposal: Proposal, closes: float, *, previous_id: int | None = None
) -> Draft:
    return Draft(
        title=proposal.title,
        question="Wordt de Lakenstraat autoluw?",
        method="majority",
        settings={"quorum": 40},
        closes_at=story.day(closes),
        previous_id=previous_id,
    )


def _agreed(story: Story, proposal: Proposal, ago: float) -> None:
    with story.clock(ago):
        for row in proposal.touched:
            note_talk(
                story.session, row, proposal.author, TouchedStatus.AGREED, "Akkoord, per brief."
            )


def _recorded(story: Story, decision: Decision, words: str, ago: float) -> None:
    wording = OutcomeWording(
        words,
        hearing_words="We vroegen het ook bij de koffie in De Klos. "
        "Wie ’s avonds werkt, spraken we te weinig.",
        review_on=in_days(story.now, 120),
    )
    story.record(decision, wording, ago)
