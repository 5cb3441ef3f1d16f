"""The words of the panel."""

from dataclasses import replace

import pytest

from representation import Count, Evidence, GroupRow, Sentence, Table, Verdict, VerdictReason
from representation.disclosure import Viewer, disclose
from representation.sentences import (
    Description,
    blanks,
    describe,
    describe_window,
    share_in_words,
    talk_in_words,
)
from representation.shares import Precision, Share
from representation.talk import Talkers

FACILITATOR, MEMBER, VISITOR = Viewer
DAY = "3 mei"


def row(verdict: Verdict, x: int = 8, reason: VerdictReason | None = None) -> GroupRow:
    robust = True if verdict.is_flag else None
    table = None if verdict is Verdict.HIDDEN else Table(80, 32, 40, x)
    return GroupRow(
        "wonen", "huur", verdict, reason, ("huur",), 10, 90, Count(), table, robust=robust
    )


def described(row: GroupRow, viewer: Viewer = FACILITATOR, sensitive: bool = False) -> Description:
    return worded(row, viewer, sensitive, None)


def while_open(row: GroupRow, viewer: Viewer = FACILITATOR, sensitive: bool = False) -> Description:
    return worded(row, viewer, sensitive, DAY)


def worded(row: GroupRow, viewer: Viewer, sensitive: bool, date: str | None) -> Description:
    shown = disclose(row, viewer, sensitive)
    assert shown is not None
    return describe(shown, "huishoudens die huren", "buren", date)


def texts(description: Description) -> tuple[str, str, str, str]:
    return (
        description.icon,
        str(description.label),
        str(description.finding),
        str(description.certainty),
    )


FAIR = "Als iedereen even vaak meedoet, zijn dat er ongeveer 16."
RARE = "Zo’n groot verschil ontstaat zelden door toeval."
RARE_FOR_MEMBERS = "Zo’n verschil ontstaat zelden door toeval."
NONE = "We kregen geen stem of bericht van de 32 huishoudens die huren."
EIGHT = "We kregen een stem of bericht van 8 van de 32 huishoudens die huren."
LITTLE = "Van deze groep kregen we minder stemmen en berichten dan van anderen."
CHANCE = "Misschien is dit toeval, misschien niet."
ASK = "Bij zo weinig mensen kunnen we geen verschil zien. Vraag het de mensen zelf."
AS_OTHERS = "Ongeveer even vaak als van anderen."


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (row(Verdict.MISSING, 0), ("○", "Niets van gehoord", f"{NONE} {FAIR}", RARE)),
        (row(Verdict.UNDERHEARD), ("◔", "Minder van gehoord", f"{EIGHT} {FAIR}", RARE)),
        (
            row(Verdict.WATCH),
            ("?", "Misschien minder", EIGHT, "Misschien is dit toeval. Vraag er eens naar."),
        ),
        (
            row(Verdict.WATCH, 0),
            ("?", "Misschien minder", NONE, "Misschien is dit toeval. Vraag er eens naar."),
        ),
        (row(Verdict.UNCLEAR, 8, VerdictReason.BETWEEN), ("…", "Dat weten we niet", EIGHT, CHANCE)),
        (row(Verdict.UNCLEAR, 8, VerdictReason.TOO_SMALL), ("…", "Dat weten we niet", EIGHT, ASK)),
        (
            row(Verdict.UNCLEAR, 8, VerdictReason.COVERAGE),
            (
                "…",
                "Dat weten we niet",
                "80 van de 90 buren vulden dit in.",
                "Dat zijn er te weinig voor een antwoord.",
            ),
        ),
        (
            row(Verdict.UNCLEAR, 0, VerdictReason.NOBODY_YET),
            (
                "…",
                "Dat weten we niet",
                "Van wie dit invulde, gaf niemand een stem of bericht.",
                "Daarom kunnen we niets vergelijken.",
            ),
        ),
        (row(Verdict.HEARD), ("●", "Ongeveer evenveel", EIGHT, AS_OTHERS)),
        (
            row(Verdict.HEARD, 32, VerdictReason.EVERYBODY),
            (
                "●",
                "Ongeveer evenveel",
                "We kregen een stem of bericht van alle 32 huishoudens die huren.",
                AS_OTHERS,
            ),
        ),
        (
            row(Verdict.HIDDEN, 0, VerdictReason.TOO_FEW_PEOPLE),
            (
                "▢",
                "Tonen we niet",
                "Het gaat om weinig mensen.",
                "Zo kan niemand zien wie het zijn.",
            ),
        ),
    ],
)
def test_a_facilitator_reads_the_words_of_the_verdict(
    row: GroupRow, expected: tuple[str, str, str, str]
) -> None:
    assert texts(described(row)) == expected


@pytest.mark.parametrize("verdict", [Verdict.MISSING, Verdict.UNDERHEARD])
def test_members_read_the_same_of_both_flags(verdict: Verdict) -> None:
    assert texts(described(row(verdict), MEMBER)) == (
        "◔",
        "Weinig of niets van gehoord",
        LITTLE,
        RARE_FOR_MEMBERS,
    )


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize(("viewer", "sensitive"), [(MEMBER, False), (FACILITATOR, True)])
def test_who_sees_no_counts_reads_no_numbers(
    verdict: Verdict, viewer: Viewer, sensitive: bool
) -> None:
    description = described(row(verdict), viewer, sensitive)

    assert not any(letter.isdigit() for letter in "".join(texts(description)))


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("x", [0, 1, 8])
@pytest.mark.parametrize("viewer", [FACILITATOR, MEMBER])
@pytest.mark.parametrize("reason", [None, VerdictReason.NOBODY_YET, VerdictReason.COVERAGE])
def test_while_a_vote_is_open_every_finding_starts_with_its_date(
    verdict: Verdict, x: int, viewer: Viewer, reason: VerdictReason | None
) -> None:
    description = while_open(row(verdict, x, reason), viewer)

    assert str(description.finding).startswith("Stand van 3 mei. ")
    assert "Stand van" not in str(described(row(verdict, x, reason), viewer).finding)


def test_while_a_vote_is_open_nothing_is_not_the_last_word() -> None:
    assert texts(while_open(row(Verdict.MISSING, 0)))[1:3] == (
        "Nog niets van gehoord",
        "Stand van 3 mei. We kregen nog geen stem of bericht van de 32 huishoudens die huren. "
        + FAIR,
    )
    assert str(while_open(row(Verdict.UNCLEAR)).label) == "Dat weten we nog niet"


@pytest.mark.parametrize(
    ("heard", "certainty"),
    [
        (12, "12 mensen deden mee, maar vulden dit niet in. Daarom weten we het niet zeker."),
        (2, "Enkele mensen deden mee, maar vulden dit niet in. Daarom weten we het niet zeker."),
        (0, "We kennen niet alle adressen. Daarom weten we het niet zeker."),
    ],
)
def test_a_provisional_flag_says_why(heard: int, certainty: str) -> None:
    provisional = replace(row(Verdict.MISSING, 0), robust=False, unknown=Count(20, heard))

    icon, label, _, why = texts(described(provisional))

    assert (icon, label) == ("◔", "Minder van gehoord (nog niet zeker)")
    assert why == certainty
    assert str(described(provisional, MEMBER).certainty) == certainty


def test_slightly_less_is_said_to_a_facilitator_only() -> None:
    evidence = Evidence(0.01, 0.02, 0.0, (10, 20), slightly_less=True)
    slightly = replace(row(Verdict.HEARD), evidence=evidence)

    assert str(described(slightly).certainty).startswith("Iets minder vaak")
    assert str(described(slightly, MEMBER).certainty) == AS_OTHERS


def test_a_window_speaks_of_its_decisions() -> None:
    assert texts(describe_window("mensen die huren", 6)) == (
        "◔",
        "Al langer minder van gehoord",
        "Bij de laatste 6 besluiten kregen we minder stemmen en berichten van mensen die huren "
        "dan van anderen.",
        "Het gaat niet om één keer. Zo’n verschil ontstaat zelden door toeval.",
    )


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Share(Precision.EXACT, 8, 32), "8 van de 32"),
        (Share(Precision.FIVES, 10, 35), "ongeveer 10 van de 35"),
        (Share(Precision.TENTHS, 3, 10), "ongeveer 3 op de 10"),
        (Share(Precision.FIFTHS, 1, 5), "ongeveer 1 op de 5"),
        (Share(Precision.FEW, 0, 10), "minder dan 1 op de 10"),
        (Share(Precision.NEARLY_ALL, 5, 5), "bijna iedereen"),
    ],
)
def test_dots_are_read_aloud(share: Share, words: str) -> None:
    assert str(share_in_words(share)) == words


@pytest.mark.parametrize(
    ("blank", "words"),
    [
        (None, "Enkele mensen vulden dit niet in."),
        (0, "Iedereen vulde dit in."),
        (1, "1 persoon vulde dit niet in."),
        (12, "12 mensen vulden dit niet in."),
    ],
)
def test_blanks_have_a_line_of_their_own(blank: int | None, words: str) -> None:
    assert str(blanks(blank)) == words


def test_the_talk_is_a_fact() -> None:
    assert str(talk_in_words(Talkers(3, 40, 60))) == "3 van de 40 schreven 60 %."
    assert str(talk_in_words(Talkers(1, 12, 55))) == "1 van de 12 schreef 55 %."


def test_a_sentence_is_rendered_in_another_language() -> None:
    inner = Sentence("buren")
    outer = Sentence("%(num)s %(who)s", "%(num)s %(who)s", 2, {"who": inner})

    rendered = outer.render(
        lambda text, **values: {"buren": "neighbours"}[text],
        lambda text, plural, num, **values: f"{num} of {values['who']}",
    )

    assert rendered == "2 of neighbours"
