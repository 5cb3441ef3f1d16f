"""Folders of the checkout, for whatever reads files that are no modules."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MIGRATIONS = ROOT / "migrations"
PAPER_TEMPLATES = ROOT / "templates" / "paper"
STATIC = ROOT / "static"
TRANSLATIONS = ROOT / "translations"
