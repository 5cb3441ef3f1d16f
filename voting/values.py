"""What values are made of: records of msgspec, or of Python itself where that is all there is.

A record of msgspec is made much faster, so the house starts sooner (ADR 8). What
`make recount` packs runs on Python alone.
"""

try:
    from msgspec import Struct, field
    from msgspec.structs import asdict, replace
except ImportError:
    from voting.plain_values import (  # type: ignore[assignment,no-redef]
        Struct,
        asdict,
        field,
        replace,
    )

__all__ = ["Struct", "asdict", "field", "replace"]
