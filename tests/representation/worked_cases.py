"""The worked cases of the method, read where they are kept."""

import json
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[3] / "shared" / "data" / "hearing_cases.json"
CASES: dict[str, Any] = json.loads(SOURCE.read_text(encoding="utf-8"))


def by_id(section: str) -> dict[str, Any]:
    return {case["id"]: case for case in CASES[section]}
