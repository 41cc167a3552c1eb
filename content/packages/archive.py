"""The zip of a package: written the same for the same content, and opened as if a stranger had made it."""

import io
import stat
import unicodedata
import warnings
import zipfile
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image

from content.packages.files import SHEET, Gathered

#: What a zip may hold at most, packed and unpacked.
MAX_BYTES = 200 << 20
MAX_UNPACKED = 400 << 20
MAX_TEXT = 1 << 20
MAX_FILES = 2000
#: Packed so tightly, a file is made to fill a disk.
MAX_RATIO = 200
#: What the texts of a package are.
_TEXTS = {".md", ".yaml"}
_PICTURES = {f".{one}" for one in settings.WAGTAILIMAGES_EXTENSIONS}
_RECORDINGS = {".mp4", ".webm", ".mp3", ".m4a", ".ogg", ".vtt"}
_MATERIALS = {f".{one}" for one in settings.WAGTAILDOCS_EXTENSIONS}
_CHUNK = 1 << 20
_EPOCH = (1980, 1, 1, 0, 0, 0)


class RefusedPackage(Exception):
    """A zip that is not taken; ``str()`` is a sentence for the person."""


def zip_of(gathered: Gathered) -> bytes:
    """The package as a zip: the same content is the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in gathered.contents():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def unpack(data: bytes, root: Path) -> None:
    """The files of the zip under ``root``. Raises ``RefusedPackage`` before anything outside it could be touched."""
    if len(data) > MAX_BYTES:
        raise RefusedPackage(_("The package is too large. At most %(size)s MB are taken.") % {"size": MAX_BYTES >> 20})
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check(entries)
            left = MAX_UNPACKED
            for entry in entries:
                left -= _unpack_one(archive, entry, root, left)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise RefusedPackage(_("This is not a package of Polku: the zip cannot be opened.")) from error


def _check(entries: list[zipfile.ZipInfo]) -> None:
    """What can be seen before a single file is opened."""
    if len(entries) > MAX_FILES:
        raise RefusedPackage(_("The package holds too many files. At most %(count)s are taken.") % {"count": MAX_FILES})
    seen: set[str] = set()
    for entry in entries:
        _check_name(entry)
        folded = unicodedata.normalize("NFC", entry.filename).casefold()
        if folded in seen:
            raise RefusedPackage(_("“%(name)s” is in the package twice.") % {"name": entry.filename[:100]})
        seen.add(folded)
        if entry.file_size > MAX_RATIO * max(entry.compress_size, 1) and entry.file_size > _CHUNK:
            raise _too_large()
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise _too_large()
    if SHEET not in seen:
        told = _("This is not a package of Polku: there is no %(name)s in it.") % {"name": SHEET}
        raise RefusedPackage(told)


def _too_large() -> RefusedPackage:
    return RefusedPackage(_("Unpacked the package would be too large. Nothing was taken."))


def _check_name(entry: zipfile.ZipInfo) -> None:
    """Names that stay under their folder, and kinds of files that a training shows."""
    name = entry.filename
    parts = name.split("/")
    bad = name.startswith("/") or "\\" in name or ":" in name or len(name) > 250 or len(parts) > 4
    bad = bad or any(part in ("", ".", "..") or part != part.strip() for part in parts)
    bad = bad or any(unicodedata.category(letter)[0] == "C" for letter in name)
    mode = entry.external_attr >> 16
    if bad or (mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode)):
        raise RefusedPackage(_("The package holds a file in a place where none may be. Nothing was taken."))
    if entry.flag_bits & 0x1:
        raise RefusedPackage(_("The package is locked with a password. Make it anew without one."))
    if PurePosixPath(name).suffix.lower() not in _TEXTS | _PICTURES | _RECORDINGS | _MATERIALS:
        raise RefusedPackage(_("“%(name)s” is of a kind that a training does not show.") % {"name": parts[-1][:100]})


def _unpack_one(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, root: Path, left: int) -> int:
    """One file, counted as it comes: what a zip says of its sizes may be a lie. Returns how large it was."""
    suffix = PurePosixPath(entry.filename).suffix.lower()
    most = min(left, MAX_TEXT) if suffix in _TEXTS else left
    path, size = root / entry.filename, 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as source, path.open("wb") as target:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise _too_large()
            target.write(chunk)
    if suffix in _PICTURES and not _is_picture(path):
        told = _("“%(name)s” is not what its name says. Nothing was taken.")
        raise RefusedPackage(told % {"name": PurePosixPath(entry.filename).name})
    return size


def _is_picture(path: Path) -> bool:
    """Whether the file is a whole picture of a kind and size that the library takes."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=("PNG", "JPEG", "WEBP", "AVIF")) as picture:
                if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                    return False
                picture.verify()
    except Exception:  # noqa: BLE001 -- the decoders of broken pictures raise whatever they like
        return False
    return True
