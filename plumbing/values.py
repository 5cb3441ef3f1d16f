"""Values: records that are compared by what they hold, and changed by making another (ADR 8)."""

import dataclasses
from typing import Any, TypeVar

from msgspec import Struct, field, structs, to_builtins
from msgspec.structs import asdict, fields

__all__ = ["Struct", "asdict", "field", "fields", "replace", "to_builtins"]

Value = TypeVar("Value")


def replace(value: Value, /, **changes: Any) -> Value:
    """A value like this one with other fields; of msgspec, or a dataclass of `representation`."""
    if isinstance(value, Struct):
        return structs.replace(value, **changes)
    changed: Value = dataclasses.replace(value, **changes)  # type: ignore[type-var]
    return changed
