"""The bill of materials is valid, complete, and the same on every run."""

import json
from typing import Any

import pytest
from cyclonedx.validation.json import JsonStrictValidator

from plumbing.folders import ROOT
from plumbing.hosting.locks import asked_for, locked_from_npm
from plumbing.hosting.sbom import ITSELF, VERSION, bill

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return bill()


def scopes(made: dict[str, Any]) -> dict[str, str]:
    return {each["name"].lower(): each["scope"] for each in made["components"]}


def test_it_is_valid(made: dict[str, Any]) -> None:
    # Every fifth is enough to see the form; looking at all takes a minute on a busy machine.
    some = made | {"components": made["components"][::-5]}

    assert JsonStrictValidator(VERSION).validate_str(json.dumps(some)) is None


def test_what_runs_is_required_and_what_only_helps_is_not(made: dict[str, Any]) -> None:
    found = scopes(made)

    assert {found["flask"], found["htmx.org"]} == {"required"}
    assert {found["pytest"], found["pip"], found["axe-core"]} == {"excluded"}


def test_packages_of_npm_are_in_it_with_version_and_hash(made: dict[str, Any]) -> None:
    found = {each["name"]: each for each in made["components"]}

    for package in locked_from_npm():
        assert found[package.name]["version"] == package.version
        assert found[package.name]["hashes"][0]["content"] == package.sha512


def test_gehoord_itself_depends_on_what_it_asks_for(made: dict[str, Any]) -> None:
    (itself,) = (each for each in made["dependencies"] if each["ref"] == ITSELF)

    named = {ref.partition("==")[0].lower() for ref in itself["dependsOn"]}
    assert asked_for("main") <= named
    assert any("htmx.org" in ref for ref in named)


def test_everything_in_it_has_a_licence(made: dict[str, Any]) -> None:
    assert [each["name"] for each in made["components"] if not each["licenses"]] == []
    assert made["metadata"]["component"]["licenses"][0]["license"]["id"] == "EUPL-1.2"


def test_it_says_nothing_of_the_machine_and_the_same_twice(made: dict[str, Any]) -> None:
    assert str(ROOT) not in json.dumps(made)
    assert made == bill()
