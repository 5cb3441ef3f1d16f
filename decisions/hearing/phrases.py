"""Phrases for the groups of a decision, as they were frozen when it opened."""

from flask_babel import gettext as _

from communities.models import AttributeUnit
from decisions.models import Decision
from representation.cells import OTHERS
from representation.disclosure import Disclosed


class Phrases:
    """The words of one decision's frozen base."""

    def __init__(self, decision: Decision) -> None:
        self.people = decision.community.people_word
        self.attributes = {
            attribute["key"]: attribute for attribute in decision.hearing_base.get("attributes", [])
        }

    @property
    def sensitive(self) -> frozenset[str]:
        return frozenset(key for key, one in self.attributes.items() if one["sensitive"])

    def question(self, attribute: str) -> str:
        return str(self.attributes[attribute]["question"])

    def units(self, attribute: str) -> str:
        by_household = self.attributes[attribute]["unit"] == AttributeUnit.HOUSEHOLD
        return _("huishoudens") if by_household else self.people

    def group(self, row: Disclosed) -> str:
        if row.value == OTHERS and len(row.merged) > 1:
            return _(
                "%(people)s met een ander antwoord op “%(question)s”",
                people=self.units(row.attribute),
                question=self.question(row.attribute),
            )
        named = {}
        for value in self.attributes[row.attribute]["values"]:
            named[value["label"]] = named[value["key"]] = value["phrase"]
        *first, last = [named[name] for name in row.merged]
        if not first:
            return str(last)
        return _("%(some)s en %(last)s", some=", ".join(first), last=last)
