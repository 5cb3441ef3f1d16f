"""What tests read; README.md says where the facts come from."""

from pathlib import Path

DATA = Path(__file__).parent
