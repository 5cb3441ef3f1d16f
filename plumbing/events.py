"""Events: what a room asks of the rooms above it, each of which answers by a function."""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

Answer = TypeVar("Answer", bound=Callable[..., Any])


class Event(Generic[Answer]):
    """The functions that answer, in the order in which they were added; each of them once."""

    def __init__(self) -> None:
        self._answers: dict[Answer, None] = {}

    def add(self, *answers: Answer) -> None:
        """Let these functions answer too; an application that is made again adds nothing."""
        self._answers.update(dict.fromkeys(answers))

    def __iter__(self) -> Iterator[Answer]:
        return iter(self._answers)
