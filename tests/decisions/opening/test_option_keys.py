"""Options are lettered afresh in a decision that follows."""

from decisions.models import Option
from decisions.opening.follow_up import new_key


def test_an_option_that_is_named_goes_by_its_new_letter() -> None:
    left = [Option(key="b", label="Boom"), Option(key="d", label="Laat het zo")]

    assert new_key("d", left) == "b"


def test_an_option_that_is_gone_is_named_no_more() -> None:
    left = [Option(key="b", label="Boom"), Option(key="c", label="Goal")]

    assert new_key("d", left) is None
