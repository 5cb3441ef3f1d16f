"""Rows of the home page: each thing that waits for somebody, or is new to her, in words."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from communities.models import Community
from decisions.counting.verdicts import verdict_of
from decisions.models import Decision, Phase
from decisions.records.models import Task
from decisions.records.outcome import TIME_TO_RECORD, stands_until
from decisions.records.review import has_come, keeping_words
from decisions.visibility import may_see_result
from home.running import RECENT, Running
from home.time_left import days_left
from plumbing.clock import now
from plumbing.values import Struct
from plumbing.words.language import day, first_up, moment
from proposals.markdown import plain
from proposals.models import Proposal
from proposals.phases import Stage, stage_of
from proposals.talk.contributing import asker_id
from proposals.threads import Contribution

LONGEST_QUOTE = 160


class HomeRow(Struct, frozen=True):
    """What it is, what to know about it, and where to go."""

    title: str
    words: str
    url: str
    act: str
    community: Community
    is_quote: bool = False


def to_check(one: Running) -> HomeRow:
    """She was asked whether the outcome is worded right."""
    until = stands_until(one.outcome) if one.outcome else now()
    words = _("Lees wat de gespreksleider opschreef.")
    if until > now():
        words = _("Zeg het voor %(moment)s.", moment=moment(until))
    title = _("Klopt de tekst van “%(title)s”?", title=one.decision.title)
    return HomeRow(title, words, _record(one.decision), _("Nalezen"), one.community)


def to_record(one: Running) -> HomeRow:
    """What a facilitator still has to do before a decision is recorded, and until when."""
    closed = one.decision.closed_at or now()
    days = days_left(closed + TIME_TO_RECORD)
    if days < 0:
        title = ngettext(
            "Verslag nog niet af: %(num)d dag te laat",
            "Verslag nog niet af: %(num)d dagen te laat",
            -days,
        )
    elif days == 0:
        title = _("Verslag nog niet af: alleen vandaag nog")
    else:
        title = ngettext(
            "Verslag nog niet af: nog %(num)d dag", "Verslag nog niet af: nog %(num)d dagen", days
        )
    words, act = _step(one)
    words = f"{one.decision.title}. {words}"
    return HomeRow(title, words, _record(one.decision), act, one.community)


def to_answer(said: Contribution, member_ids: set[int]) -> HomeRow:
    """Words noted for her that she may confirm, or a message on her proposal."""
    proposal = said.proposal
    writer = said.written_down_by or said.author
    if asker_id(said) in member_ids and writer.id not in member_ids:
        title = _("%(name)s schreef op wat je zei", name=writer.name)
        act = _("Zeg of het klopt")
    else:
        title = _(
            "%(name)s wacht op je antwoord bij “%(title)s”",
            name=first_up(_speaker(said)),
            title=proposal.title,
        )
        act = _("Antwoorden")
    words = _short(plain(said.body)) or _("Een opname. Nog niemand schreef die op.")
    return HomeRow(title, words, _thread(said), act, proposal.community, is_quote=bool(said.body))


def to_defend(proposal: Proposal, remarks: int) -> HomeRow:
    """Remarks on whether her question is put fairly."""
    words = ngettext(
        "%(num)d opmerking wacht op je antwoord.",
        "%(num)d opmerkingen wachten op je antwoord.",
        remarks,
    )
    title = _("Is de vraag eerlijk gesteld bij “%(title)s”?", title=proposal.title)
    return HomeRow(title, words, _proposal(proposal), _("Lezen en antwoorden"), proposal.community)


def to_look_at(community: Community, messages: int) -> HomeRow:
    """Messages that somebody reported to the facilitators."""
    title = ngettext("Kijk naar %(num)d bericht", "Kijk naar %(num)d berichten", messages)
    words = _("Iemand vroeg de gespreksleiders om te kijken.")
    url = url_for("reports.index", slug=community.slug)
    return HomeRow(title, words, url, _("Naar de meldingen"), community)


def to_begin(community: Community) -> HomeRow:
    """A community that nothing lies on the table of yet."""
    words = _("%(community)s is begonnen. Dit kun je nu doen.", community=community.name)
    url = url_for("beginning.begun", slug=community.slug)
    return HomeRow(_("De eerste stappen"), words, url, _("Bekijk ze"), community)


def to_let_in(community: Community, people: int) -> HomeRow:
    """People who want to become members."""
    title = ngettext("%(num)d mens wil meedoen", "%(num)d mensen willen meedoen", people)
    words = _("Laat weten of dat kan.")
    url = url_for("people.index", slug=community.slug)
    return HomeRow(title, words, url, _("Naar de verzoeken"), community)


def to_do(task: Task, decision: Decision) -> HomeRow:
    """A task she took up."""
    words = [decision.title + "."]
    if task.due_on:
        words.append(_("Klaar voor %(day)s.", day=day(task.due_on)))
    if task.waits_for:
        words.append(_("Wacht op: %(whom)s.", whom=task.waits_for))
    url = url_for("decisions.show", slug=decision.community.slug, number=decision, _anchor="tasks")
    return HomeRow(task.what, " ".join(words), url, _("Naar de taak"), decision.community)


def talked_about(proposal: Proposal, *, is_ready: bool, may_remark: bool) -> HomeRow:
    """A proposal where the talk goes on."""
    words = {
        Stage.FAIRNESS: _("Is de vraag eerlijk gesteld? Je kunt er nu iets over zeggen.")
        if may_remark
        else _("Is de vraag eerlijk gesteld? Daar kijken we nu naar."),
        Stage.STARTED: _("We zijn begonnen."),
    }.get(stage_of(proposal), _short(proposal.summary))
    if is_ready and stage_of(proposal) is Stage.FAIRNESS:
        words = _("Klaar om te beslissen. De vraag is nagekeken.")
    if stage_of(proposal) is Stage.STARTING and proposal.starting_at:
        begins = day(proposal.starting_at)
        words = _("Begint op %(day)s, als niemand bezwaar maakt.", day=begins)
    if stage_of(proposal) is Stage.DECIDED:
        words = _("We wachten op antwoord van %(who)s.", who=proposal.addressee)
        if proposal.answer_due:
            due = day(proposal.answer_due)
            words = _("%(who)s antwoordt voor %(day)s.", who=proposal.addressee, day=due)
    return HomeRow(proposal.title, words, _proposal(proposal), "", proposal.community)


def answered(reply: Contribution) -> HomeRow:
    """Somebody answered to what she said."""
    title = _("%(name)s gaf antwoord op wat je zei", name=reply.author.name)
    community = reply.proposal.community
    words = _short(plain(reply.body))
    return HomeRow(title, words, _thread(reply), _("Lees verder"), community, is_quote=True)


def came_out(one: Running) -> HomeRow | None:
    """What was decided lately, if she may see it."""
    decision = one.decision
    if not decision.is_over or not may_see_result(decision, None) or decision.closed_at is None:
        return None
    if (decision.recorded_at or decision.closed_at) <= now() - RECENT:
        return None
    words = ngettext(
        "%(verdict)s. %(num)d van de %(total)s deed mee.",
        "%(verdict)s. %(num)d van de %(total)s deden mee.",
        one.cast,
        verdict=verdict_of(decision, one.kept),
        total=one.eligible,
    )
    if decision.phase is Phase.RECORDED:
        act = _("Besluit van %(day)s", day=day(decision.closed_at))
        return HomeRow(decision.title, words, _record(decision), act, one.community)
    url = url_for("decisions.show", slug=one.community.slug, number=decision)
    return HomeRow(decision.title, words, url, _("Bekijk de uitslag"), one.community)


def looked_back_on(one: Running) -> HomeRow | None:
    """The day has come on which the group asks: did it work?"""
    review_on = one.outcome.review_on if one.outcome else None
    if one.decision.phase is not Phase.RECORDED or review_on is None or review_on > now().date():
        return None
    if one.review is not None:
        words = _("Werkt het nog? %(answer)s.", answer=keeping_words(one.review.verdict))
    elif review_on == now().date():
        words = _("Vandaag kijken we terug.")
    else:
        words = _("Op %(day)s keken we terug.", day=day(review_on))
    title = _("%(title)s: hoe gaat het?", title=one.decision.title)
    return HomeRow(title, words, _record(one.decision), _("Lees het besluit"), one.community)


def to_look_back(one: Running) -> HomeRow:
    """The facilitator asks the group whether it still works, and writes the answer down."""
    title = _("Werkt het nog: “%(title)s”?", title=one.decision.title)
    words = _("De dag is er om terug te kijken. Vraag het de groep, en schrijf het op.")
    return HomeRow(
        title, words, f"{_record(one.decision)}#terugkijken", _("Terugkijken"), one.community
    )


def waits_for_review(one: Running) -> bool:
    """Has the day come, and did nobody write down yet what the group says?"""
    is_recorded = one.decision.phase is Phase.RECORDED
    return is_recorded and one.review is None and has_come(one.outcome)


def _step(one: Running) -> tuple[str, str]:
    if one.outcome is None:
        return _("Schrijf op wat jullie besloten."), _("Opschrijven")
    agreed = one.checks > 0 and one.agreed == one.checks
    if agreed or now() >= stands_until(one.outcome):
        return _("De tekst is nagelezen. Je kunt het besluit vastleggen."), _("Vastleggen")
    until = moment(stands_until(one.outcome))
    return _("“Klopt dit?” staat open tot %(moment)s.", moment=until), _("Naar het verslag")


def _speaker(said: Contribution) -> str:
    if not said.on_behalf:
        return said.author.name
    return said.speaker_name or _("een buurtgenoot")


def _short(body: str) -> str:
    words = " ".join(body.split())
    return words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rpartition(" ")[0] + " …"


def _record(decision: Decision) -> str:
    return url_for("records.show", slug=decision.community.slug, number=decision)


def _proposal(proposal: Proposal) -> str:
    return url_for("proposals.show", slug=proposal.community.slug, number=proposal)


def _thread(said: Contribution) -> str:
    return url_for(
        "threads.show",
        slug=said.proposal.community.slug,
        number=said.proposal,
        contribution_id=said.thread_id or said.id,
    )
