"""From bytes to text, whatever wrote them."""

import contextlib
import re

from django.utils.translation import gettext as _

from assessments.interchange.facts import MAX_BYTES, UnusableFile

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
#: What no text holds and no database takes; line ends and tabs stay.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
#: An encoding that is read as it is named. All other western ones are read as the one that has most letters of them.
_KNOWN = {"iso-8859-15"}


def too_large(most: int = MAX_BYTES) -> str:
    """Why a file is not read, and what to do."""
    told = _("The file is too large: at most %(size)s MB are read at a time. Export one category at a time.")
    return told % {"size": most >> 20}


def text_of(data: bytes) -> str:
    """The file's text. Raises ``UnusableFile``."""
    if len(data) > MAX_BYTES:
        raise UnusableFile(too_large())
    if data.startswith(_PACKED):
        raise UnusableFile(
            _("This is not a text file of questions. In Moodle, export the questions in the format Moodle XML.")
        )
    text = _CONTROLS.sub("", _decoded(data)).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnusableFile(_("The file is empty."))
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if guess := _unmarked_utf_16(data[:4000]):
        return data.decode(guess, "replace")
    declared = _DECLARED.match(data[:200])
    name = declared.group(1).decode().lower() if declared else "utf-8"
    # What reads as UTF-8 is UTF-8 whatever it calls itself: another encoding's letters hardly ever do.
    for encoding in ("utf-8", name if name in _KNOWN else "cp1252"):
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return data.decode("cp1252", "replace")


def _unmarked_utf_16(start: bytes) -> str:
    """UTF-16 without its mark: every other byte of western text is empty."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if len(start) < 4 or max(even, odd) < len(start) // 4:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"
