"""What may be uploaded: known by its first bytes and not by its name alone. Pictures lose where they were taken."""

import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from lms.ui import recordings

LARGEST = 10 * 1024 * 1024
MOST_FILES = 5
#: A larger request is refused before it is read.
LARGEST_REQUEST = LARGEST + 4 * 1024 * 1024
LARGEST_PICTURE = 40_000_000
MOST_ENTRIES = 5000
LONGEST_NAME = 120

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "jpg": "image/jpeg",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    **recordings.TYPES,
}
PICTURES = ("jpg", "png")
#: Families of kinds, as a kind of question names them (``kinds.file_answer``).
FAMILIES = {
    "documents": ("pdf", "docx", "pptx", "xlsx", "odt", "txt"),
    "pictures": PICTURES,
    "recordings": tuple(recordings.TYPES),
}
#: What may be handed in as work.
WORK = ("documents", "pictures")
_SAME = {"jpeg": "jpg", **recordings.ALSO}
_PARTS = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml"}
_UNSAFE = re.compile(r'[\\/:*?"<>|]')


class RefusedFile(Exception):
    """A file that cannot be taken; ``str()`` is a sentence for the person."""


@dataclass(frozen=True)
class Upload:
    """A file that may be stored."""

    name: str
    kind: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def accept_of(families: Sequence[str]) -> str:
    """What the browser offers to choose: endings, and any sound where recordings are taken."""
    kinds = [kind for family in families for kind in FAMILIES[family]]
    also = [other for other, kind in _SAME.items() if kind in kinds]
    return ",".join([*(["audio/*"] if "recordings" in families else []), *(f".{kind}" for kind in (*kinds, *also))])


ACCEPT = accept_of(WORK)


def kinds_in_words(families: Sequence[str]) -> str:
    """What may be added, as people call it."""
    words = {
        "documents": _("PDF, Word, PowerPoint, Excel, OpenDocument text, plain text"),
        "pictures": _("JPG, PNG"),
        "recordings": _("sound recording (M4A, MP3, WAV, OGG, WEBM, AAC, AMR, 3GP)"),
    }
    return ", ".join(words[family] for family in families)


def kind_of(name: str) -> str:
    """What the ending of a name says; one word for endings that mean the same."""
    ending = PurePosixPath(name).suffix[1:].lower()
    return _SAME.get(ending, ending)


def checked(name: str, content: bytes, families: Sequence[str] = WORK) -> Upload:
    """The file as it may be stored, if its kind is of one of ``families``. Raises ``RefusedFile``."""
    name = clean_name(name)
    kind = kind_of(name)
    if not any(kind in FAMILIES[family] for family in families):
        told = {"name": name, "kinds": kinds_in_words(families)}
        raise RefusedFile(_("“%(name)s” is of a kind that cannot be taken. Allowed: %(kinds)s.") % told)
    if not content:
        raise RefusedFile(_("“%(name)s” is empty.") % {"name": name})
    if len(content) > LARGEST:
        raise RefusedFile(too_large(len(content)))
    if kind in PICTURES:
        content = _without_traces(name, kind, content)
    elif not _is_what_it_says(kind, content):
        raise RefusedFile(_("“%(name)s” is not what its name says. Save it anew in its own program.") % {"name": name})
    return Upload(name, kind, content)


def too_large(size: int) -> str:
    """Says how large a file is and how large it may be."""
    sizes = {"size": -(-size // (1024 * 1024)), "largest": LARGEST // (1024 * 1024)}
    return _("The file is too large (%(size)d MB). The largest allowed is %(largest)d MB.") % sizes


def clean_name(name: str) -> str:
    """The name as it is shown: no folders, no control or direction marks, short enough, its ending kept."""
    name = PurePosixPath(name.replace("\\", "/")).name
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C")
    name = _UNSAFE.sub("", unicodedata.normalize("NFC", name)).strip(" .") or "file"
    path = PurePosixPath(name)
    return f"{path.stem[: LONGEST_NAME - len(path.suffix)]}{path.suffix}"[-LONGEST_NAME:]


def _is_what_it_says(kind: str, content: bytes) -> bool:
    if kind == "pdf":
        return b"%PDF-" in content[:1024]
    if kind == "txt":
        return _is_text(content)
    if kind in recordings.TYPES:
        return recordings.is_recording(kind, content)
    return _is_office(kind, content)


def _is_text(content: bytes) -> bool:
    try:
        return "\x00" not in content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def _is_office(kind: str, content: bytes) -> bool:
    """A document without macros; only the list of its parts is read, nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > MOST_ENTRIES or any(name.lower().endswith("vbaproject.bin") for name in names):
                return False
            if kind != "odt":
                return _PARTS[kind] in names
            with archive.open("mimetype") as part:
                return part.read(100).decode("ascii", "replace").strip() == TYPES["odt"]
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        return False


def _without_traces(name: str, kind: str, content: bytes) -> bytes:
    """The picture painted anew: place, time and camera stay out of it, and so does whatever hides behind it."""
    from PIL import Image, ImageOps  # noqa: PLC0415 -- slow to import

    refusal = RefusedFile(_("“%(name)s” is not a picture that can be read.") % {"name": name})
    wanted = {"jpg": "JPEG", "png": "PNG"}[kind]
    try:
        with Image.open(io.BytesIO(content), formats=[wanted]) as picture:
            if picture.width * picture.height > LARGEST_PICTURE:
                raise refusal
            painted = ImageOps.exif_transpose(picture).convert("RGB" if wanted == "JPEG" else "RGBA")
            painted.info = {}
            kept = io.BytesIO()
            painted.save(kept, wanted, quality=85)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise refusal from None
    return kept.getvalue()
