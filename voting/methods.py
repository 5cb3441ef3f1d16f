"""Every method of counting, by its key."""

from voting import consent, dots, majority
from voting.method import Method

METHODS: dict[str, Method] = {
    "consent": consent.METHOD,
    "majority": majority.METHOD,
    "dots": dots.METHOD,
}
