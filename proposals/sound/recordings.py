"""Recordings: the lengths and kinds of them that are kept."""

MEDIA_TYPE = "audio/mpeg"
RATE, BITS = 24_000, 48_000
"""Samples and bits a second: a voice is clear, and 90 seconds of it are half a megabyte."""
OF_A_CONTRIBUTION, OF_AN_EXPLANATION = 60, 90
"""The longest, in seconds."""
UNREADABLE, TOO_LONG = 2, 3
"""How the process that reads a recording ends when it cannot."""
