"""Files of questions: held between the report and the import, and the pictures that come and go inside questions."""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from assessments.interchange.api import EmbeddedPicture
from content.models import Picture

#: Where files wait for their author; nothing there has an address.
PLACE = "question-imports"
#: So long one may think about the report.
HELD_FOR = timedelta(days=1)
_SALT = "content.question_files"


def hold_file(data: bytes, *, name: str, user: Any) -> str:
    """Keep an uploaded file for its author until it is imported; returns the token that opens it. What others left
    lying longer than a day is thrown away first."""
    storage = storages["private"]
    _forget_old(storage)
    place = storage.save(f"{PLACE}/{uuid4().hex}", ContentFile(data))
    return signing.dumps([place, name[:100]], salt=f"{_SALT}.{user.pk}", compress=True)


def held_file(token: str, *, user: Any) -> tuple[bytes, str, str] | None:
    """The file, its name and its place; None when it is another's, too old, or imported already."""
    try:
        place, name = signing.loads(token, salt=f"{_SALT}.{user.pk}", max_age=HELD_FOR)
        with storages["private"].open(place) as file:
            return file.read(), name, place
    except (signing.BadSignature, OSError, ValueError):
        return None


def let_go(place: str) -> None:
    """Throw a held file away."""
    storages["private"].delete(place)


def _forget_old(storage: Any) -> None:
    try:
        names = storage.listdir(PLACE)[1]
    except OSError:
        return
    for name in names:
        if storage.get_modified_time(f"{PLACE}/{name}") < timezone.now() - HELD_FOR:
            storage.delete(f"{PLACE}/{name}")


def keep_picture(picture: EmbeddedPicture) -> int:
    """The number of the picture in the library; the same picture is kept once."""
    digest = hashlib.sha1(picture.content, usedforsecurity=False).hexdigest()  # as Wagtail counts it
    known = Picture.objects.filter(file_hash=digest).first()
    if known:
        return known.pk
    title = PurePosixPath(picture.name).stem or "kuva"
    kept = Picture(
        title=title,
        description=picture.alt,
        file=ContentFile(picture.content, name=PurePosixPath(picture.name).name or "kuva"),
        file_size=len(picture.content),
        file_hash=digest,
    )
    kept.save()
    return kept.pk


def hashes_of(numbers: Iterable[int]) -> dict[int, str]:
    """The SHA-1 of pictures of the library by their numbers; those that are gone are left out."""
    found = {}
    for picture in Picture.objects.filter(pk__in=numbers):
        with suppress(OSError):  # counted at need, and the file may be gone
            found[picture.pk] = picture.get_file_hash()
    return found


def picture_in_library(number: int, alt: str) -> EmbeddedPicture | None:
    """A picture of the library as it goes into a file; None when it is gone."""
    picture = Picture.objects.filter(pk=number).first()
    if picture is None:
        return None
    try:
        with picture.file.open() as file:
            return EmbeddedPicture(name=PurePosixPath(picture.file.name).name, content=file.read(), alt=alt)
    except OSError:
        return None
