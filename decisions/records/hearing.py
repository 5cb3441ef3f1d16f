"""Hearing in a record: whom we did not hear, whom else it touches, and what was done about it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from communities.models import Community, Visibility
from decisions.hearing.statement import EQUAL, LITTLE, UNKNOWN
from decisions.records.lines import LineKind, RecordLine, paragraphs, quoted, strong, text
from decisions.records.names import Names
from plumbing.words.language import day, first_up, listed, said
from proposals.models import TouchedStatus
from representation.sentences import NO_SIGNAL, blanks

Facts = dict[str, Any]


def hearing(content: Facts, community: Community, names: Names) -> tuple[RecordLine, ...]:
    """Who could take part, who did, what the panel showed, and the facilitator's own sentence."""
    facts = content["hearing"]
    groups = _told(facts["groups"], community, names.reads_names)
    attributes = _told(facts["attributes"], community, names.reads_names)
    lines = [RecordLine(LineKind.TURNOUT, heard=facts["voted"], total=facts["roll"])]
    lines.append(text(_spoke(facts["spoke"])))
    if groups:
        lines += [text(sentence) for sentence in _groups(groups)]
    else:
        lines.append(text(_("Bij dit besluit keken we niet naar groepen.")))
    if attributes:
        lines.append(text(" ".join(_attribute(attribute) for attribute in attributes)))
    if content["hearing_words"]:
        words = " ".join(paragraphs(content["hearing_words"]))
        facilitator = _("%(name)s, gespreksleider", name=names.of(content["facilitator"]))
        lines.append(quoted(words, first_up(facilitator)))
    lines.append(strong(said(NO_SIGNAL)))
    return tuple(lines)


def seldom_heard(content: Facts, community: Community, reads_names: bool) -> str:
    """The groups of which a record says that they were heard less, in a few words."""
    groups = _told(content["hearing"]["groups"], community, reads_names)
    little = [one["group"] for one in groups if one["finding"] == LITTLE]
    return _("Minder gehoord: %(groups)s", groups=listed(little)) if little else ""


def _told(facts: Sequence[Facts], community: Community, reads_names: bool) -> list[Facts]:
    """What a record that visitors read says: nothing by language, health or religion."""
    is_public = not reads_names or community.visibility is Visibility.PUBLIC
    return [one for one in facts if not (is_public and one["sensitive"])]


def way_of_looking(content: Facts) -> tuple[RecordLine, ...]:
    """By which method and numbers groups were judged, for who wants to do it again."""
    facts = content["hearing"]
    return (RecordLine(LineKind.SEAL, _method(facts)),) if facts["groups"] else ()


def touched(content: Facts, names: Names) -> tuple[RecordLine, ...]:
    """Who else it touches, and whether somebody spoke with them."""
    return tuple(text(_touched(row, names)) for row in content["touched"])


def done_to_hear(content: Facts) -> tuple[RecordLine, ...]:
    """What was done to reach people, and what comes next time."""
    done = paragraphs(content["done_to_hear"]) or (_("Hier is niets over opgeschreven."),)
    return tuple(text(words) for words in (*done, *paragraphs(content["next_time"])))


def _spoke(number: int) -> str:
    if not number:
        return _("Niemand zei iets in het gesprek.")
    return ngettext(
        "%(num)d mens zei iets in het gesprek.",
        "%(num)d mensen zeiden iets in het gesprek.",
        number,
    )


def _groups(groups: list[Facts]) -> list[str]:
    little = [one for one in groups if one["finding"] == LITTLE]
    sentences = [_little(one) for one in little]
    unknown = _named(groups, UNKNOWN)
    equal = _named(groups, EQUAL)
    if unknown:
        sentences.append(_("We weten het niet van: %(groups)s.", groups=unknown))
    if equal:
        sentences.append(_("Ongeveer evenveel hoorden we van: %(groups)s.", groups=equal))
    return sentences


def _little(group: Facts) -> str:
    if group["certain"]:
        return _(
            "Van %(group)s hoorden we minder dan van anderen. "
            "Zo’n groot verschil ontstaat zelden door toeval.",
            group=group["group"],
        )
    return _(
        "Van %(group)s hoorden we misschien minder dan van anderen. "
        "Niet iedereen vulde dit in, daarom weten we het niet zeker.",
        group=group["group"],
    )


def _named(groups: list[Facts], finding: str) -> str:
    return ", ".join(one["group"] for one in groups if one["finding"] == finding)


def _attribute(attribute: Facts) -> str:
    if not attribute["shown"]:
        return _(
            "“%(question)s” Dit tonen we niet: het gaat om weinig mensen.",
            question=attribute["question"],
        )
    words = said(blanks(attribute["blank"]))
    return _("“%(question)s” %(words)s", question=attribute["question"], words=words)


def _method(facts: Facts) -> str:
    others = ", ".join(
        f"{name} {value}" for name, value in facts["settings"].items() if name != "k"
    )
    return _(
        "Zo keken we: %(method)s, groepen vanaf %(k)s mensen, %(others)s.",
        method=facts["format"],
        k=facts["settings"]["k"],
        others=others,
    )


def _touched(row: Facts, names: Names) -> str:
    status = TouchedStatus(row["status"])
    said_by_them = f" “{row['words']}”" if row["words"] else ""
    values = {
        "who": row["who"],
        "talker": names.of(row["by"]),
        "day": day(date.fromisoformat(row["on"])) if row["on"] else "",
    }
    if row["must_agree"] and status in (TouchedStatus.UNSPOKEN, TouchedStatus.SPOKEN):
        return _("%(who)s: moet nog ja zeggen.", **values) + said_by_them
    sentence = {
        TouchedStatus.UNSPOKEN: _("%(who)s: met hen sprak niemand.", **values),
        TouchedStatus.ASKED: _("%(who)s: gevraagd op %(day)s, nog geen antwoord.", **values),
        TouchedStatus.SPOKEN: _("%(who)s: gesproken door %(talker)s, %(day)s.", **values),
        TouchedStatus.AGREED: _("%(who)s: zei ja op %(day)s.", **values),
        TouchedStatus.REFUSED: _("%(who)s: zei nee op %(day)s.", **values),
    }[status]
    return sentence + said_by_them
