"""The count file: a vote as JSON (`gehoord-count/1`), so that anybody can count it again.

The files of other programs are read by their extension.
"""

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from voting.counting import inspect
from voting.elections import Ballot, Election, ElectionOption, Roll
from voting.files import fields
from voting.files.formats import READERS
from voting.refusals import CountFileError, Unusable
from voting.results import written
from voting.values import replace
from voting.words import N_, say

_FORMAT = "gehoord-count/1"
_LARGEST = 100_000_000


def read(
    source: str | Path | bytes,
    method: str | None = None,
    settings: Mapping[str, object] | None = None,
    extension: str | None = None,
) -> Election:
    """The election in a file or in its bytes (UTF-8, else Latin-1).

    `method` and `settings` override what the file says. `extension` (`.blt`) says the format of
    bytes, which are a count file otherwise. Raises CountFileError with the place.
    """
    content = source if isinstance(source, bytes) else _contents(Path(source))
    if extension is None and not isinstance(source, bytes):
        extension = Path(source).suffix
    parse = READERS.get((extension or "").lower())
    election = (
        parse(fields.decoded(content), method)
        if parse
        else _election_from(fields.parsed(content), method)
    )
    election = replace(election, settings={**election.settings, **(settings or {})})
    try:
        inspect(election)
    except Unusable as refusal:
        raise CountFileError(refusal.where, refusal.sentence) from refusal
    return election


def _contents(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        sentence = say(N_("Dit bestand kan niet gelezen worden."))
        raise CountFileError("bestand", sentence) from error
    if len(content) > _LARGEST:
        raise CountFileError("bestand", say(N_("Dit bestand is te groot.")))
    return content


def _election_from(data: object, method: str | None) -> Election:
    found = fields.mapping(data, "bestand")
    if found.get("format") != _FORMAT:
        sentence = say(N_("Hier moet %(format)s staan."), format=_FORMAT)
        raise CountFileError("format", sentence)
    ballots = tuple(
        _ballot_from(raw, f"ballots {position}")
        for position, raw in enumerate(fields.sequence(found.get("ballots"), "ballots"), start=1)
    )
    return Election(
        method=method or fields.text(found.get("method"), "method"),
        options=tuple(
            _option_from(raw, f"options {position}")
            for position, raw in enumerate(
                fields.sequence(found.get("options"), "options"), start=1
            )
        ),
        settings=fields.mapping(found.get("settings", {}), "settings"),
        roll=_roll_from(found, sum(ballot.times for ballot in ballots)),
        ballots=ballots,
    )


def _option_from(data: object, where: str) -> ElectionOption:
    found = fields.mapping(data, where)
    option_id = fields.text(found.get("id"), f"{where} id")
    return ElectionOption(
        id=option_id,
        label=fields.text(found.get("label", option_id), f"{where} label"),
        cost=fields.cost(found.get("cost"), f"{where} cost"),
    )


def _ballot_from(data: object, where: str) -> Ballot:
    found = fields.mapping(data, where)
    return Ballot(
        marks=fields.mapping(found.get("marks"), f"{where} marks"),
        times=fields.whole(found.get("count", 1), f"{where} count", lowest=1),
    )


def _roll_from(found: Mapping[str, object], cast: int) -> Roll:
    if "roll" not in found:
        return Roll(eligible=cast)
    roll = fields.mapping(found["roll"], "roll")
    present = roll.get("present")
    return Roll(
        eligible=fields.whole(roll.get("eligible"), "roll eligible", lowest=0),
        present=None if present is None else fields.whole(present, "roll present", lowest=0),
    )


def dumps(election: Election) -> str:
    """The election as a count file; marks that are no JSON numbers stay invalid, as text."""
    roll: dict[str, Any] = {"eligible": election.roll.eligible}
    if election.roll.present is not None:
        roll["present"] = election.roll.present
    data = {
        "format": _FORMAT,
        "method": election.method,
        "settings": dict(election.settings),
        "roll": roll,
        "options": [_option_data(option) for option in election.options],
        "ballots": [{"marks": dict(marks), "count": times} for marks, times in election.ballots],
    }
    return json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n"


def _option_data(option: ElectionOption) -> dict[str, object]:
    data: dict[str, object] = {"id": option.id, "label": option.label}
    return data if option.cost is None else data | {"cost": written(Fraction(option.cost))}
