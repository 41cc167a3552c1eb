"""Things that bodies show by primary key: cards, questions, certificates, and files by their content."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db.models import Model
from wagtail.utils.file import hash_filelike

from assessments.graded.api import Question
from content.models import CertificateText, FactCard, GlossaryTerm, Material, NetworkCard, Picture, Recording
from content.seeding.blocks import Ref
from content.seeding.keys import key_of


class UnknownRef(Exception):
    """A body shows something that is not there; ``str()`` names it."""


def resolved(value: Any) -> Any:
    """``value`` with every reference replaced by the primary key of what it names; files are stored on the way."""
    if isinstance(value, Ref):
        return _FINDERS[value.kind](value)
    if isinstance(value, dict):
        return {name: resolved(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [resolved(inner) for inner in value]
    return value


def _found(model: type[Model], ref: Ref, **lookup: Any) -> int:
    pk = model.objects.filter(**lookup).values_list("pk", flat=True).first()
    if pk is None:
        raise UnknownRef(f"There is no {ref.kind} “{ref.name}”.")
    return pk


def _fact(ref: Ref) -> int:
    return _found(FactCard, ref, key=ref.name, locale__language_code="fi")


def _network(ref: Ref) -> int:
    return _found(NetworkCard, ref, key=ref.name, locale__language_code="fi")


def _term(ref: Ref) -> int:
    return _found(GlossaryTerm, ref, key=ref.name, locale__language_code="fi")


def _question(ref: Ref) -> int:
    return _found(Question, ref, key=key_of(ref.name))


def _certificate(ref: Ref) -> int:
    return _found(CertificateText, ref, translation_key=key_of("certificates", ref.name), locale__language_code="fi")


def _picture(ref: Ref) -> int:
    return _stored(Picture, ref, ref.path, **dict(ref.extra))


def _material(ref: Ref) -> int:
    return _stored(Material, ref, ref.path)


def _stored(model: type[Model], ref: Ref, path: Path, **fields: str) -> int:
    """The file's row, found again by the file's content, so that a file used twice is stored once."""
    with path.open("rb") as opened:
        file_hash = hash_filelike(opened)
        pk = model.objects.filter(file_hash=file_hash).values_list("pk", flat=True).first()
        if pk is None:
            size = path.stat().st_size
            file = File(opened, name=path.name)
            pk = model.objects.create(title=ref.name, file=file, file_hash=file_hash, file_size=size, **fields).pk
    return pk


def _recording(ref: Ref) -> int:
    """A recording has no hash of its own; its file's name carries it."""
    files = dict(ref.extra)
    with ref.path.open("rb") as video, files["captions"].open("rb") as captions:
        name = f"{ref.path.stem}-{hash_filelike(video)[:12]}"
        recording = Recording.objects.filter(file=f"recordings/{name}{ref.path.suffix}").first()
        recording = recording or Recording.objects.create(
            title=ref.name,
            file=File(video, name=f"{name}{ref.path.suffix}"),
            captions=File(captions, name=f"{name}.vtt"),
            transcript=files["transcript"].read_text("utf-8"),
        )
    return recording.pk


_FINDERS: dict[str, Callable[[Ref], int]] = {
    "fact": _fact,
    "network": _network,
    "term": _term,
    "question": _question,
    "certificate": _certificate,
    "picture": _picture,
    "material": _material,
    "recording": _recording,
}
