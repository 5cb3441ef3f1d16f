"""Real elections, as they stand in `tests/data`."""

from tests.data import DATA

DROOP = DATA / "droop_weak_defeat.blt"
KATOWICE = DATA / "katowice_2020_dab.pb"
