"""Whether what came inside a question is a picture that can be shown."""

import io
import warnings

from PIL import Image

#: Formats that browsers show and that hold no script; others are not taken.
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
#: More is no picture in a question, and would fill the memory of whoever opens it.
MAX_PIXELS = 25_000_000


def is_picture(content: bytes) -> bool:
    """Whether ``content`` is a whole picture of a known format and of a size that a person draws."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    return False
                picture.verify()
    except Exception:  # noqa: BLE001 -- the decoders of broken pictures raise whatever they like
        return False
    return True
