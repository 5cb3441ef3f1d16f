"""The picture, the table and the sentence of every method, whatever came out."""

import re
from collections.abc import Iterator
from html import unescape
from random import Random
from types import SimpleNamespace

import pytest
from flask import Flask, render_template
from flask_babel import force_locale

from decisions.counting.both_budgets import both_budgets
from plumbing.values import replace
from tests.voting.votes import Ballots, plain_vote, vote
from voting import METHODS, Election, Result, count
from voting.drawing import drawn

LONG = "Meergeneratiespeelplaats met waterpomp & bankjes"
MANY = "".join(chr(0x4E00 + number) for number in range(40))
LANGUAGE_FREE = re.compile(r" style=|%\(|&lt;|&amp;amp;")


@pytest.fixture(autouse=True)
def on_a_page(house: Flask) -> Iterator[None]:
    with house.test_request_context("/"):
        yield


def page_of(election: Election, result: Result | None = None, *, is_final: bool = True) -> str:
    """What stands under the verdict, with one long name among the options."""
    options = [replace(option, label=f"{LONG} {option.id}") for option in election.options]
    named = replace(election, options=options)
    method = METHODS[election.method]
    settings = method.clean_settings(election.settings, len(options))
    found = result or count(named)
    labels = {option.id: option.label for option in options}
    page = render_template(
        f"voting/{election.method}/_result.html",
        shown=SimpleNamespace(
            result=found, split=True, is_final=is_final, compared=both_budgets(named)
        ),
        labels=labels,
        decision=SimpleNamespace(
            method=election.method,
            settings=settings,
            is_motion=len(options) == 1,
            asks_yes_or_no=False,
        ),
    )
    if "draw" not in found.tables:
        return page
    return page + render_template(
        "voting/_draw.html", shown=SimpleNamespace(is_final=True), result=found, labels=labels
    )


def words_of(page: str) -> str:
    """What is read aloud of it: no tags, single spaces."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", page))).strip()


def ballot_for(method: str, option: str, options: str) -> dict[str, object]:
    if METHODS[method].shape == "grades":
        return {other: 0 if other == option else 3 for other in options}
    return {option: 1}


def won(method: str) -> Election:
    options = "a" if METHODS[method].one_option_only else "abc"
    ballots: Ballots = [
        (ballot_for(method, "a", options), 5),
        (ballot_for(method, options[-1], options), 2 if len(options) > 1 else 1),
        ({}, 1),
    ]
    places = {"winners": 2} if method == "lot" else {}
    return plain_vote(method, ballots, options, settings=places)


@pytest.mark.parametrize("method", METHODS)
def test_every_result_is_a_picture_and_a_table_with_every_name(method: str) -> None:
    election = won(method)

    page = page_of(election)

    assert "<svg" in page
    assert "<caption" in page
    assert page.count("<table") >= 1
    assert not LANGUAGE_FREE.search(page)
    if not METHODS[method].answers or len(election.options) > 1:
        for option in election.options:
            if count(election).standings and method != "lot":
                assert f"{LONG} {option.id}" in words_of(page)


@pytest.mark.parametrize("method", [key for key in METHODS if not METHODS[key].answers])
def test_what_won_says_why_in_a_sentence(method: str) -> None:
    words = words_of(page_of(won(method)))

    assert "Waarom won dit?" in words


@pytest.mark.parametrize("method", METHODS)
def test_while_people_vote_nothing_has_won_yet(method: str) -> None:
    page = page_of(won(method), is_final=False)

    assert "Waarom" not in page
    assert not re.search(r"bar-note\">gekozen", page)


@pytest.mark.parametrize("ballots", [[], [({}, 3)]])
@pytest.mark.parametrize("method", METHODS)
def test_without_a_valid_ballot_a_sentence_stands_where_the_picture_would_be(
    method: str, ballots: Ballots
) -> None:
    election = plain_vote(method, ballots)

    page = page_of(replace(election, roll=replace(election.roll, eligible=9)))

    assert not LANGUAGE_FREE.search(page)
    assert "Waarom won dit?" not in page
    assert words_of(page)


@pytest.mark.parametrize("method", METHODS)
def test_one_option_is_drawn_as_well(method: str) -> None:
    page = page_of(plain_vote(method, [({"a": 1}, 3), ({"a": 1}, 1)], "a"))

    assert "<svg" in page or "Er was één keuze." in page
    assert not LANGUAGE_FREE.search(page)


@pytest.mark.parametrize("method", METHODS)
def test_too_few_people_are_told_and_nothing_is_called_chosen(method: str) -> None:
    election = won(method)
    settings = {**election.settings, "quorum": 50}

    page = page_of(replace(election, settings=settings))

    assert "Waarom won dit?" not in page
    assert "gekozen in ronde" not in page or method in ("ranked", "stv")


@pytest.mark.parametrize(
    ("method", "ballots", "said"),
    [
        ("majority", [({"a": 1}, 2), ({"b": 1}, 2)], "Het is gelijk. Er is nog niets gekozen."),
        ("approval", [({"a": 1}, 2), ({"b": 1}, 2)], "Gelijk, met minder plekken dan keuzes"),
        ("star", [({"a": 5}, 1), ({"b": 5}, 1)], "Gelijk:"),
        ("schulze", [({"a": 1}, 2), ({"b": 1}, 2)], "Het is gelijk. Er is nog niets gekozen."),
        ("ranked", [({"a": 1}, 2), ({"b": 1}, 2)], "Het lot moet beslissen tussen:"),
        ("lot", [({"a": 1}, 1), ({"b": 1}, 1)], "Hier moet het lot beslissen."),
    ],
)
def test_a_tie_has_its_sentence_and_chooses_nobody(
    method: str, ballots: Ballots, said: str
) -> None:
    page = page_of(vote(method, ballots, "ab"))

    assert said in words_of(page)
    assert "Waarom won dit?" not in page


@pytest.mark.parametrize("method", [key for key in METHODS if not METHODS[key].one_option_only])
def test_forty_options_are_there_with_the_rest_folded_away(method: str) -> None:
    ballots: Ballots = [
        (ballot_for(method, option, MANY), 1 + number % 7) for number, option in enumerate(MANY)
    ]
    election = vote(method, ballots, MANY, costs=dict.fromkeys(MANY, 30), budget=400)
    settings = {} if METHODS[method].needs_costs else {"seed": "het lot"}

    page = page_of(replace(election, settings={**election.settings, **settings}))

    assert not LANGUAGE_FREE.search(page)
    assert 'tabindex="0" role="region" aria-label=' in page
    if method not in ("lot", "ranked", "stv"):
        assert "fold-rest" in page
        assert re.search(r"Nog \d+ keuzes", page)


def test_the_draw_stands_under_any_method_with_its_keys(house: Flask) -> None:
    election = vote("approval", [({"a": 1}, 2), ({"b": 1}, 2)], "ab")
    result = drawn(election, "appelmoes")

    page = render_template(
        "voting/_draw.html",
        shown=SimpleNamespace(is_final=True),
        result=result,
        labels={"a": "Bank", "b": "Boom"},
    )

    draw = result.tables["draw"]
    assert isinstance(draw, list)
    assert all(row["key"] in page for row in draw)
    assert "Zo viel het lot" in page


def test_first_choices_stand_beside_a_ranked_count() -> None:
    ballots = [({"a": 1}, 5), ({"b": 1}, 4), ({"c": 1, "b": 2}, 2), ({"c": 1}, 1)]

    words = words_of(page_of(vote("ranked", ballots, "abc")))

    assert f"Dan had {LONG} a gewonnen, met 5 van de 12." in words


def test_both_ways_of_dividing_stand_beside_each_other() -> None:
    ballots = [({"a": 1}, 6), ({"b": 1}, 4)]
    election = vote("budget_greedy", ballots, "ab", costs={"a": 80, "b": 40}, budget=100)

    words = words_of(page_of(election))

    assert "Het maakt uit hoe je verdeelt." in words
    assert "Met de meeste stemmen eerst krijgen 4 mensen niets van wat ze vroegen." in words


def test_of_a_very_large_budget_only_its_own_count_is_made() -> None:
    ballots = [({"a": number}, 1) for number in range(1, 12_000)]
    election = vote("budget_greedy", ballots, "ab", costs={"a": 80, "b": 40}, budget=100)

    assert "De twee manieren" not in page_of(election)


def test_fractions_and_decimals_are_written_as_people_write_them() -> None:
    means = vote("score", [({"a": 5}, 1), ({"a": 1}, 2), ({"b": 1}, 3)], "ab", aggregate="mean")
    seats = vote("stv", [({"a": 1, "b": 2}, 5), ({"b": 1}, 2), ({"c": 1}, 3)], "abc", seats=2)

    assert "2,33" in words_of(page_of(means))
    assert not re.search(r"\d\.\d{5}|\d/\d", words_of(page_of(seats)) + words_of(page_of(means)))
    with force_locale("en"):
        assert "2.33" in words_of(page_of(means))


def test_many_equal_options_are_counted_and_not_all_named() -> None:
    page = page_of(vote("approval", [(dict.fromkeys("abcdefghij", 1), 3)], "abcdefghij"))

    assert "Er zijn 10 keuzes gelijk." in words_of(page)


def test_of_many_chains_three_are_told_and_the_rest_is_a_table() -> None:
    chance, options = Random(15), "abcdefghij"
    ballots: Ballots = [
        ({o: rank for rank, o in enumerate(chance.sample(options, chance.randint(4, 10)), 1)}, 1)
        for _ in range(9)
    ]

    words = words_of(page_of(vote("schulze", ballots, options)))

    assert words.count("De sterkste keten tussen") == 3
    assert "Nog 2 ketens staan hieronder als tabel." in words
