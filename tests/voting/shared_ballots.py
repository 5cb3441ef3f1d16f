"""Real elections that lie beside the project."""

from pathlib import Path

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "ballots"
DROOP = FOLDER / "droop_weak-defeat.blt"
KATOWICE = FOLDER / "poland_katowice_2020_dab.pb"
