"""Voting: the counting methods. Pure: ballots in, a result out."""

from voting.counting import count
from voting.elections import Ballot, Election, ElectionOption, Roll, option_key
from voting.method import Method
from voting.methods import METHODS, settings_of
from voting.refusals import (
    CountFileError,
    InvalidBallot,
    InvalidElection,
    InvalidSettings,
    Unusable,
)
from voting.results import Check, Result, Standing
from voting.words import Sentence

__all__ = [
    "METHODS",
    "Ballot",
    "Check",
    "CountFileError",
    "Election",
    "InvalidBallot",
    "InvalidElection",
    "InvalidSettings",
    "Method",
    "ElectionOption",
    "Result",
    "Roll",
    "Sentence",
    "Standing",
    "Unusable",
    "count",
    "option_key",
    "settings_of",
]
