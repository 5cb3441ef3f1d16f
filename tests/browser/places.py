"""Every page of the house in De Weverij, and who can see it."""

from dataclasses import dataclass

from voting import METHODS

FATMA, JOOST, KOFI = "Fatma Yıldız", "Joost Brand", "Kofi Mensah"
MARLEEN, SANNE = "Marleen de Wit", "Sanne Kok"
VISITOR = None
Who = str | None

MEMBERS: tuple[Who, ...] = (FATMA, MARLEEN, SANNE)
EVERYBODY: tuple[Who, ...] = (VISITOR, *MEMBERS)
VOTERS: tuple[Who, ...] = (FATMA, MARLEEN)


@dataclass(frozen=True)
class VisitedPage:
    """A page by its address within the house, who looks, and how it answers."""

    path: str
    name: str
    who: tuple[Who, ...]
    status: int = 200


def _of(tail: str, name: str, who: tuple[Who, ...], status: int = 200) -> VisitedPage:
    return VisitedPage(f"/g/de-weverij{tail}", name, who, status)


PLACES = (
    VisitedPage("/", "for-you", EVERYBODY),
    VisitedPage("/begin", "begin", (VISITOR, FATMA)),
    VisitedPage("/mee/never-made", "join-too-late", (VISITOR,), 410),
    VisitedPage("/manieren", "methods", (VISITOR, FATMA)),
    VisitedPage(
        "/manieren?what=pick&law=free&size=few&matters=most&effort=more", "advice", (VISITOR,)
    ),
    VisitedPage(
        "/manieren?what=agree&law=shares&size=few&matters=most&effort=easy", "no-vve", (VISITOR,)
    ),
    *(VisitedPage(f"/manieren/{key}", f"method-{key}", (VISITOR,)) for key in METHODS),
    VisitedPage("/in", "sign-in", (VISITOR,)),
    VisitedPage("/in/code", "sign-in-code", (VISITOR,)),
    VisitedPage("/in/never-made", "sign-in-too-late", (VISITOR,), 410),
    VisitedPage("/kom", "letter-code", (VISITOR,)),
    VisitedPage("/kom/never-made", "letter-too-old", (VISITOR,), 410),
    _of("", "community", EVERYBODY),
    _of("/leden", "members", MEMBERS),
    _of("/leden/1", "member", (MARLEEN,)),
    _of("/brieven", "letters", (MARLEEN,)),
    _of("/plaatsen", "places", (MARLEEN,)),
    _of("/ik", "me", MEMBERS),
    _of("/regels", "rules", MEMBERS),
    _of("/logboek", "log", MEMBERS),
    _of("/ik/vertrek", "leaving", VOTERS),
    _of("/begin", "first-steps", (MARLEEN,)),
    _of("/mensen", "people", (MARLEEN,)),
    _of("/instellingen", "settings", (MARLEEN,)),
    _of("/leden/1/rol", "role", (MARLEEN,)),
    _of("/meedoen", "join", (VISITOR,)),
    _of("/meedoen/gevraagd", "join-asked", (VISITOR,)),
    _of("/meldingen", "reports", (MARLEEN,)),
    _of("/voorstellen", "proposals", EVERYBODY),
    _of("/voorstellen/nieuw", "new-proposal", VOTERS),
    _of("/voorstellen/2", "letter", EVERYBODY),
    _of("/voorstellen/3", "fair-question", MEMBERS),
    _of("/voorstellen/4", "proposal", (*EVERYBODY, JOOST)),
    _of("/voorstellen/2/tekst", "proposal-text", (KOFI,)),
    _of("/voorstellen/4/tekst", "text-while-open", (JOOST,), 409),
    _of("/voorstellen/4/versies", "versions", EVERYBODY),
    _of("/voorstellen/4/versies/1", "version", (FATMA,)),
    _of("/voorstellen/4/versies/1-2", "difference", EVERYBODY),
    _of("/voorstellen/4/gesprek", "threads", MEMBERS),
    _of("/voorstellen/4/gesprek/nieuw", "contribution", MEMBERS),
    _of("/voorstellen/4/gesprek/deur", "door", MEMBERS),
    _of("/voorstellen/4/gesprek/5", "thread", MEMBERS),
    _of("/voorstellen/4/uitleg", "explanation", MEMBERS),
    _of("/voorstellen/2/kanten/voor", "side", (FATMA,)),
    _of("/voorstellen/7", "proposal-decided", EVERYBODY),
    _of("/voorstellen/3/besluit", "not-ready", (MARLEEN,)),
    _of("/voorstellen/18", "proposal-ready", (FATMA, MARLEEN)),
    _of("/voorstellen/18/besluit", "choose-way", (MARLEEN,)),
    _of(
        "/voorstellen/18/besluit?manier=kies&what=agree&law=free&size=many&matters=nobody&effort=easy",
        "choose-way-advice",
        (MARLEEN,),
    ),
    _of("/voorstellen/18/besluit?vorm=buurtbudget", "prepare-budget", (MARLEEN,)),
    _of("/voorstellen/18/besluit?vorm=statuten", "prepare-articles", (MARLEEN,)),
    _of("/voorstellen/12", "proposal-withdrawn", EVERYBODY),
    _of("/besluiten", "decisions", EVERYBODY),
    _of("/besluiten?zoek=lamp", "decisions-found", (FATMA,)),
    _of("/besluiten/7?eerst=besluit", "decision-consent", EVERYBODY),
    _of("/besluiten/7/stem", "ballot-consent", VOTERS),
    _of("/besluiten/7/rondes/1", "round", MEMBERS),
    _of("/besluiten/8?eerst=besluit", "decision-secret", EVERYBODY),
    _of("/besluiten/8/stem", "ballot-majority", VOTERS),
    _of("/besluiten/9?eerst=besluit", "decision-dots", EVERYBODY),
    _of("/besluiten/9/stem", "ballot-dots", VOTERS),
    _of("/besluiten/8/niet-uitgenodigd", "uninvited", (MARLEEN,)),
    _of("/besluiten/8/papier", "paper", (MARLEEN, SANNE)),
    _of("/besluiten/8/papier/lijst", "paper-list", (MARLEEN, SANNE)),
    _of("/besluiten/7/papier/nummers/1", "paper-reading", (MARLEEN,)),
    _of("/besluiten/8/logboek", "decision-log", (FATMA, SANNE)),
    _of("/besluiten/8/gehoord", "hearing-open", MEMBERS),
    _of("/besluiten/5", "decision", EVERYBODY),
    _of("/besluiten/5/gehoord", "hearing", EVERYBODY),
    _of("/besluiten/5/besluit", "record", EVERYBODY),
    _of("/besluiten/5/natelling", "recount", EVERYBODY),
    _of("/besluiten/4", "decision-no-quorum", MEMBERS),
    _of("/besluiten/3", "decision-dots-counted", MEMBERS),
    _of("/besluiten/2", "decision-two-rounds", MEMBERS),
    _of("/besluiten/1/besluit", "record-consent", MEMBERS),
    _of("/besluiten/6", "decision-tie", EVERYBODY),
    _of("/besluiten/6/besluit", "record-unfinished", EVERYBODY),
    _of("/besluiten/10", "decision-schulze", (FATMA,)),
    _of("/besluiten/11", "decision-resistance", (FATMA,)),
    _of("/besluiten/12", "decision-stv", (VISITOR, FATMA)),
    _of("/besluiten/13", "decision-star", (FATMA,)),
    _of("/besluiten/14", "decision-shares", (VISITOR, FATMA)),
    _of("/besluiten/14/besluit", "record-shares", (VISITOR,)),
    _of("/besluiten/15", "decision-prepared", (MARLEEN,)),
    _of("/besluiten/15/proef", "try-out", (MARLEEN,)),
    VisitedPage("/scherm", "screen-ask", (VISITOR,)),
    VisitedPage("/scherm/12345", "screen-unknown", (VISITOR,), 404),
    _of("/snelle-vraag", "quick-question", (MARLEEN,)),
    _of("/snelle-vragen", "quick-questions", (FATMA, MARLEEN)),
    _of("/scherm", "remote", (MARLEEN,)),
    _of("/binnenlopen", "walk-in", (MARLEEN,)),
    _of("/meldingen", "forbidden", (FATMA,), 403),
    _of("/nergens", "nowhere", (VISITOR, FATMA), 404),
    _of("/voorstellen/9/besluit", "wrong-moment", (MARLEEN,), 409),
)
