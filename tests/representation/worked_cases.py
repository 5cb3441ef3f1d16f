"""The worked cases of the method, as they stand in `tests/data`."""

import json
from typing import Any

from tests.data import DATA

SOURCE = DATA / "hearing_cases.json"
CASES: dict[str, Any] = json.loads(SOURCE.read_text(encoding="utf-8"))


def by_id(section: str) -> dict[str, Any]:
    return {case["id"]: case for case in CASES[section]}
