"""Pictures of a result: where its bars, bands and dots stand. Pure: a result in, places out."""

from voting.pictures.bars import bars_of, floor_of, state_of, threshold_of
from voting.pictures.draw import draw_of
from voting.pictures.duels import chains_of, duel, pairs_of
from voting.pictures.fates import fate_of, first_choices, gone_of
from voting.pictures.flow import flow_of
from voting.pictures.money import BUDGET_AT, payments_of, turns_of
from voting.pictures.spread import levels_of, spread_of, tallest_of

__all__ = [
    "BUDGET_AT",
    "bars_of",
    "chains_of",
    "draw_of",
    "duel",
    "fate_of",
    "first_choices",
    "floor_of",
    "flow_of",
    "gone_of",
    "levels_of",
    "pairs_of",
    "payments_of",
    "spread_of",
    "state_of",
    "tallest_of",
    "threshold_of",
    "turns_of",
]
