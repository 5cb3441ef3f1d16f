"""The menu of methods, the settings that each of them reads, and the ids of options."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting import (
    METHODS,
    Election,
    ElectionOption,
    InvalidSettings,
    Roll,
    count,
    option_key,
    settings_of,
)
from voting.files.formats import export

MONEY = {"budget": 1}
SEVERAL = [key for key, method in METHODS.items() if not method.one_option_only]
MOST_KEYS = 500


@pytest.mark.parametrize("key", METHODS)
def test_a_method_says_what_it_is_called_and_what_is_weak_about_it(key: str) -> None:
    method = METHODS[key]

    assert method.key == key
    assert len(method.name) > 4
    assert len(method.weakness) > 30


def test_no_two_methods_are_called_alike() -> None:
    assert len({method.name for method in METHODS.values()}) == len(METHODS)


@pytest.mark.parametrize("key", METHODS)
def test_a_method_is_written_in_the_format_that_it_names(key: str) -> None:
    options = (ElectionOption("a", "Bank", cost=1),)

    found = export(Election(key, options, MONEY, Roll(0), []), "Wat komt er?")

    assert (found[0] if found else "") == METHODS[key].writes


@pytest.mark.parametrize("key", METHODS)
def test_a_setting_that_no_method_knows_is_refused(key: str) -> None:
    with pytest.raises(InvalidSettings, match="Deze instelling bestaat niet") as refusal:
        settings_of(key, MONEY | {"wicht": 1}, 3)

    assert refusal.value.field == "wicht"


@pytest.mark.parametrize("key", METHODS)
def test_a_setting_of_another_method_is_ignored(key: str) -> None:
    others = {one.name for other in METHODS.values() for n in (1, 2) for one in other.settings(n)}
    own = {setting.name for setting in METHODS[key].settings(3)}

    raw = {**dict.fromkeys(others - own, "whatever it says"), **MONEY}

    assert settings_of(key, raw, 3) == settings_of(key, MONEY, 3)


@pytest.mark.parametrize("option_count", [1, 2, 40])
@pytest.mark.parametrize("key", METHODS)
def test_settings_read_again_are_the_same(key: str, option_count: int) -> None:
    cleaned = settings_of(key, MONEY, option_count)

    assert settings_of(key, cleaned, option_count) == cleaned


@pytest.mark.parametrize("value", [key for key in METHODS if key != "consent"])
def test_a_setting_may_name_another_method(value: str) -> None:
    (setting,) = (one for one in METHODS["consent"].settings(1) if one.names_method)

    assert settings_of("consent", {setting.name: value}, 1)[setting.name] == value
    assert settings_of("consent", {}, 1)[setting.name] == setting.default


@pytest.mark.parametrize("value", ["consent", "wicht", "", 1, True, ["majority"]])
def test_a_setting_that_names_no_other_method_is_refused(value: object) -> None:
    (setting,) = (one for one in METHODS["consent"].settings(1) if one.names_method)

    with pytest.raises(InvalidSettings) as refusal:
        settings_of("consent", {setting.name: value}, 1)

    assert refusal.value.field == setting.name


def test_no_method_is_there_by_a_name_of_its_own() -> None:
    with pytest.raises(KeyError):
        settings_of("wicht", {}, 1)


def test_the_options_are_lettered_and_numbered_past_the_alphabet() -> None:
    assert [option_key(place) for place in (0, 1, 25, 26, 27)] == ["a", "b", "z", "o26", "o27"]


def test_no_two_options_have_one_key() -> None:
    assert len({option_key(place) for place in range(MOST_KEYS)}) == MOST_KEYS


@given(number=st.integers(1, MOST_KEYS))
def test_keys_of_any_number_of_options_are_counted(number: int) -> None:
    keys = [option_key(place) for place in range(number)]
    options = tuple(ElectionOption(key, key.upper()) for key in keys)
    settings = {METHODS["resistance"].names_option: keys[-1]}

    election = Election("resistance", options, settings, Roll(1), [(dict.fromkeys(keys, 1), 1)])

    assert {standing.option for standing in count(election).standings} == set(keys)


@pytest.mark.parametrize("key", SEVERAL)
def test_every_method_counts_options_past_the_alphabet(key: str) -> None:
    keys = [option_key(place) for place in range(30)]
    options = tuple(ElectionOption(one, one, cost=1) for one in keys)
    settings = MONEY if METHODS[key].needs_costs else {}

    election = Election(key, options, settings, Roll(1), [(dict.fromkeys(keys, 1), 1)])

    assert {standing.option for standing in count(election).standings} == set(keys)
