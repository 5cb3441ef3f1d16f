"""Refusals: what is raised where a ballot, a setting, an election or a file cannot be used."""

from voting.words import Sentence


class InvalidBallot(ValueError):
    """A ballot against the rules of its method; the sentence says what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class Unusable(ValueError):
    """Nothing can be counted: `where` it is wrong, and a sentence that says why."""

    def __init__(self, where: str, sentence: Sentence) -> None:
        super().__init__(where, sentence)
        self.where = where
        self.sentence = sentence

    def __str__(self) -> str:
        return " ".join(f"{self.where}: {self.sentence}".split())


class InvalidElection(Unusable):
    """Options, roll and ballots that cannot belong to one vote."""


class InvalidSettings(Unusable):
    """A setting unknown or out of range; `field` is its name."""

    @property
    def field(self) -> str:
        """The name of the setting."""
        return self.where


class CountFileError(Unusable):
    """A file that is not a count file; `where` is the place in it."""
