"""Values made of nothing but Python: the part of msgspec that counting uses."""

from dataclasses import asdict, dataclass, field, replace

__all__ = ["Struct", "asdict", "field", "replace"]


class Struct:
    """Every class below it is a record of the fields it names; `dict` it has anyway."""

    def __init_subclass__(cls, frozen: bool = False, dict: bool = True) -> None:
        super().__init_subclass__()
        dataclass(frozen=frozen)(cls)
