"""Photos by their first bytes."""


def is_photo(content: bytes) -> bool:
    """Do the first bytes say that this is a kind of photo we take?"""
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
        content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    )


def is_phone_photo(content: bytes) -> bool:
    """A photo as some phones keep it (HEIC, AVIF), which not every browser can show."""
    return content[4:8] == b"ftyp" and content[8:12] in {
        b"heic",
        b"heix",
        b"heim",
        b"heis",
        b"hevc",
        b"hevx",
        b"mif1",
        b"msf1",
        b"avif",
        b"avis",
    }
