"""Every method of counting, by its key."""

from voting.method import Method
from voting.methods import (
    approval,
    budget_greedy,
    budget_shares,
    consent,
    dots,
    gradients,
    lot,
    majority,
    ranked,
    resistance,
    schulze,
    score,
    star,
    stv,
)

METHODS: dict[str, Method] = {
    "consent": consent.METHOD,
    "majority": majority.METHOD,
    "dots": dots.METHOD,
    "approval": approval.METHOD,
    "score": score.METHOD,
    "star": star.METHOD,
    "ranked": ranked.METHOD,
    "stv": stv.METHOD,
    "schulze": schulze.METHOD,
    "resistance": resistance.METHOD,
    "gradients": gradients.METHOD,
    "budget_greedy": budget_greedy.METHOD,
    "budget_shares": budget_shares.METHOD,
    "lot": lot.METHOD,
}
