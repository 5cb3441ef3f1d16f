"""Pictures as they are kept: right side up, not too large, and nothing but what can be seen."""

import warnings
from io import BytesIO

from flask_babel import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from plumbing.values import Struct
from plumbing.web import Invalid

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 50_000_000
MOST_UNPACKED = 25_000_000
"""Of the formats that can only be read whole."""
PHOTO_WIDTHS = {"large": 1600, "small": 720}
QUALITY = 80


class Picture(Struct, frozen=True):
    """A photo as WebP in every size, and how large the large one is."""

    width: int
    height: int
    contents: dict[str, bytes]


def picture(content: bytes) -> Picture:
    """The photo in these bytes, stripped of place, camera and every other note; or Invalid."""
    whole = _opened(content)
    contents = {}
    width, height = whole.size
    for size, longest in PHOTO_WIDTHS.items():
        smaller = whole.copy()
        smaller.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        if size == "large":
            width, height = smaller.size
        contents[size] = _as_webp(smaller)
    return Picture(width, height, contents)


def _opened(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=FORMATS) as image:
                _check_size(image)
                image.draft("RGB", (PHOTO_WIDTHS["large"], PHOTO_WIDTHS["large"]))
                return _only_what_is_seen(ImageOps.exif_transpose(_smaller(image)))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Invalid({"file": _("Deze foto is te groot. Maak haar kleiner.")}) from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as broken:
        sentence = _("Deze foto is stuk. Probeer het met een andere foto.")
        raise Invalid({"file": sentence}) from broken


def _smaller(image: Image.Image) -> Image.Image:
    # Each later step copies the photo, and a large one would fill the memory of the whole house.
    plain = image if image.mode in ("RGB", "RGBA", "L") else image.convert("RGBA")
    plain.thumbnail((PHOTO_WIDTHS["large"], PHOTO_WIDTHS["large"]), Image.Resampling.LANCZOS)
    return plain


def _check_size(image: Image.Image) -> None:
    most = MOST_PIXELS if image.format == "JPEG" else MOST_UNPACKED
    if image.width * image.height > most:
        raise Invalid({"file": _("Deze foto is te groot. Maak haar kleiner.")})


def _only_what_is_seen(image: Image.Image) -> Image.Image:
    seen = image.convert("RGBA") if image.mode != "RGB" else image
    ground = Image.new("RGB", seen.size, "white")
    ground.paste(seen, mask=seen if seen.mode == "RGBA" else None)
    return ground


def _as_webp(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "WEBP", quality=QUALITY, method=4)
    return file.getvalue()
