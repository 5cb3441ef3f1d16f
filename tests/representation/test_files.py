"""The counts file: what it says, and one line for everything that is wrong with it."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from representation import Count, HearFileError, files, judge, judge_file
from representation.__main__ import main


def example(**changes: Any) -> dict[str, Any]:
    return {
        "format": "gehoord-hear/1",
        "members": 80,
        "settings": {"k": 5, "alpha": 0.05},
        "attributes": [
            {
                "name": "wonen",
                "ordered": False,
                "unknown": {"members": 0, "heard": 0},
                "values": [
                    {"value": "koop", "members": 48, "heard": 32},
                    {"value": "huur", "members": 32, "heard": 8},
                ],
            },
            {
                "name": "talen",
                "multiple": True,
                "known": {"members": 70, "heard": 36},
                "values": [{"value": "Turks", "members": 9, "heard": 4}],
            },
        ],
    } | changes


def changed(*path: str | int, to: Any) -> dict[str, Any]:
    data = example()
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return data


def written(folder: Path, data: object) -> str:
    path = folder / "counts.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return str(path)


def refusal(content: bytes) -> str:
    with pytest.raises(HearFileError) as caught:
        judge_file(content)
    return str(caught.value)


def test_settings_are_read_exactly() -> None:
    names = {"alpha": 0.01, "ratio": 1, "watch": 0.2, "rho": 0.6, "beta": 0.15, "cover": 0, "k": 3}

    settings = files.read(json.dumps(example(settings=names)).encode()).settings

    assert settings.k == 3
    assert (settings.cover, settings.ratio) == (Fraction(0), Fraction(1))
    assert (settings.alpha, settings.watch) == (Fraction(1, 100), Fraction(1, 5))
    assert (settings.rho, settings.beta) == (Fraction(3, 5), Fraction(3, 20))


def test_what_is_left_out_is_none() -> None:
    data = example(attributes=[{"name": "wonen", "values": []}])
    del data["settings"]

    counts = files.read(json.dumps(data).encode())

    assert counts.attributes[0].unknown == Count(0, 0)
    assert judge(counts) == []


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert len(judge_file(b"\xef\xbb\xbf" + json.dumps(example()).encode())) == 3


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ([], "bestand: Hier moet een object staan: { … }."),
        (example(format="gehoord-hear/2"), "format: Hier moet gehoord-hear/1 staan."),
        (example(members="80"), "members: Hier moet een geheel getal van 0 tot en met 10000000"),
        (example(members=True), "members: Hier moet een geheel getal"),
        (example(members=10**9), "members: Hier moet een geheel getal"),
        (example(extra=1), "bestand: “extra” kennen we niet."),
        (example(attributes={}), "attributes: Hier moet een lijst staan: [ … ]."),
        (example(settings={"aplha": 0.05}), "settings: “aplha” kennen we niet."),
        (example(settings={"alpha": 0}), "settings alpha: Hier moet een getal tussen 0 en 1"),
        (example(settings={"alpha": "0.05"}), "settings alpha: Hier moet een getal tussen 0 en 1"),
        (
            example(settings={"ratio": 1.1}),
            "settings ratio: Hier moet een getal van 0 tot en met 1",
        ),
        (example(settings={"beta": 1e-300}), "settings beta: Hier moet een getal tussen 0 en 1"),
        (
            example(settings={"rho": float("nan")}),
            "settings rho: Hier moet een getal tussen 0 en 1",
        ),
        (example(settings={"k": 0}), "settings k: Hier moet een geheel getal van 1 tot"),
        (changed("attributes", 0, "name", to=""), "attributes 1 name: Hier moet een tekst"),
        (changed("attributes", 0, "name", to="a\nb"), "attributes 1 name: Hier moet een tekst"),
        (changed("attributes", 0, "ordered", to="ja"), "wonen / ordered: Hier moet true of false"),
        (changed("attributes", 0, "unknown", to=3), "wonen / unknown: Hier moet een object"),
        (
            changed("attributes", 0, "values", 1, "heard", to=-1),
            "wonen / values 2 heard: Hier moet",
        ),
        (
            changed("attributes", 0, "values", 1, "heard", to=33),
            "wonen / huur: “heard” (33) is meer dan “members” (32).",
        ),
        (
            changed("attributes", 0, "unknown", to={"members": 1, "heard": 0}),
            "wonen: Samen zijn dit er 81, maar er zijn 80 leden.",
        ),
        (
            changed("attributes", 0, "unknown", to={"members": 0, "heard": 1}),
            "wonen / unknown: “heard” (1) is meer dan “members” (0).",
        ),
        (
            changed("attributes", 0, "known", to={"members": 80, "heard": 40}),
            "wonen: “known” hoort alleen bij een kenmerk met “multiple”.",
        ),
        (changed("attributes", 0, "values", 1, "value", to="koop"), "wonen: “koop” staat er twee"),
        (changed("attributes", 1, "name", to="wonen"), "attributes: “wonen” staat er twee keer."),
        (changed("attributes", 1, "multiple", to=False), "talen: “known” hoort alleen bij"),
        (
            changed("attributes", 1, to={"name": "talen", "multiple": True, "values": []}),
            "talen: Bij “multiple” moet “known” staan",
        ),
        (changed("attributes", 1, "known", "members", to=81), "talen: Samen zijn dit er 81"),
        (changed("attributes", 1, "known", "heard", to=71), "talen / known: “heard” (71) is meer"),
        (
            changed("attributes", 1, "values", 0, "members", to=71),
            "talen / Turks: “members” is meer dan “members” bij “known”.",
        ),
        (
            changed("attributes", 1, "values", to=[{"value": "a", "members": 40, "heard": 37}]),
            "talen / a: “heard” is meer dan “heard” bij “known”.",
        ),
        (
            changed("attributes", 1, "values", to=[{"value": "a", "members": 40, "heard": 5}]),
            "talen / a: Hier zwijgen meer mensen dan er bij “known” zwijgen.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    data: object, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, data)

    code = main([path, "--json"])

    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert said.err.startswith(f"{path}: {line}")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "regel 1, teken 1: Dit is geen geldige JSON."),
        (b"{\n}}", "regel 2, teken 2: Dit is geen geldige JSON."),
        (b"\xff{}", "bestand: Dit bestand is geen UTF-8."),
        (b"[" * 100_000, "bestand: Dit is geen geldige JSON."),
        (b'{"members": ' + b"9" * 10_000 + b"}", "bestand: Dit is geen geldige JSON."),
        (b'{"format": 1, "format": 2}', "format: Deze naam staat er twee keer."),
        (b'{"a\\nb": 1}', "bestand: “a?b” kennen we niet."),
        (b'{"format": "gehoord-hear/1", "members": Infinity}', "attributes: Hier moet een lijst"),
    ],
)
def test_broken_files_are_refused_in_one_line(content: bytes, line: str) -> None:
    said = refusal(content)

    assert said.startswith(line)
    assert "\n" not in said


@pytest.mark.parametrize("name", ["absent.json", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([f"{tmp_path}/{name}"])

    assert code == 2
    assert capsys.readouterr().err.endswith(": bestand: Dit bestand kan niet gelezen worden.\n")


def test_the_machine_form_has_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main([written(tmp_path, example()), "--json"])

    rows = json.loads(capsys.readouterr().out)["rows"]
    assert code == 0
    assert [(row["value"], row["verdict"]) for row in rows] == [
        ("koop", "heard"),
        ("huur", "underheard"),
        ("Turks", "unclear"),
    ]


def test_a_reader_gets_a_line_per_group(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blank = {"members": 20, "heard": 12}
    data = changed("attributes", 0, "unknown", to=blank) | {"members": 100}
    data["attributes"].append(
        {"name": "hof", "values": [{"value": "Noord", "members": 3, "heard": 1}]}
    )

    main([written(tmp_path, data)])

    assert capsys.readouterr().out.splitlines() == [
        "wonen",
        "  koop   32 van de 48, eerlijk deel 24.0; p 1.0000, na correctie 1.0000; "
        "ongeveer evenveel",
        "  huur   8 van de 32, eerlijk deel 16.0; p 0.0003, na correctie 0.0005; "
        "minder van gehoord (nog niet zeker)",
        "talen",
        "  Turks  4 van de 9, eerlijk deel 4.6; p 0.4627, na correctie 0.8725; "
        "dat weten we niet: misschien toeval, misschien niet",
        "hof",
        "  Noord  tonen we niet: te weinig mensen",
        "Geen signaal? Dat betekent niet dat we iedereen hoorden.",
    ]
