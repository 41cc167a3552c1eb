"""Things that bodies show by primary key: cards, questions, certificates, and files by their content."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.db.models import Model
from wagtail.models import Page
from wagtail.utils.file import hash_filelike

from assessments.graded.api import Question
from content.models import (
    CertificateText,
    FactCard,
    GlossaryTerm,
    Material,
    NetworkCard,
    Picture,
    Recording,
    SharedPiece,
)
from content.seeding.blocks import Ref, title_of
from content.seeding.files import read_text
from content.seeding.keys import key_of
from content.seeding.markdown import file_beside, with_files


class UnknownRef(Exception):
    """A body shows something that is not there; ``str()`` names it."""


def resolved(value: Any, source: Path, language: str = "fi") -> Any:
    """``value`` with every reference replaced by the primary key of what it names; files are stored on the way.
    ``source`` is the file that it stands in, for texts link to what lies beside it; pages and cards are found in
    ``language``, and in Finnish where they are not translated."""
    if isinstance(value, Ref):
        if value.kind in ("module", "step"):
            return _page(value, language)
        return _card(value, language) if value.kind in _CARDS else _FINDERS[value.kind](value)
    if isinstance(value, dict):
        return {name: resolved(inner, source, language) for name, inner in value.items()}
    if isinstance(value, list):
        return [resolved(inner, source, language) for inner in value]
    return with_files(value, lambda name: _beside(source, name)) if isinstance(value, str) else value


def _page(ref: Ref, language: str) -> int:
    """A module or step by its slug in its training."""
    course, _slash, slug = ref.name.rpartition("/")
    for code in (language, "fi"):
        above = Page.objects.filter(translation_key=key_of(course), locale__language_code=code).first()
        found = Page.objects.descendant_of(above).filter(slug=slug).order_by("depth").first() if above else None
        if found:
            return found.pk
    raise UnknownRef(f"There is no {ref.kind} “{slug}” in this training.")


def _beside(source: Path, name: str) -> int:
    path = file_beside(source, name, 1)
    return _material(Ref("material", title_of(path), path))


_stored_now: ContextVar[list[Any] | None] = ContextVar("stored_now", default=None)


@contextmanager
def nothing_left_over() -> Iterator[None]:
    """When what is inside fails, the files that it stored are deleted: the database forgets its rows by itself."""
    stored: list[Any] = []
    token = _stored_now.set(stored)
    try:
        yield
    except BaseException:
        for file in stored:
            file.storage.delete(file.name)
        raise
    finally:
        _stored_now.reset(token)


def _remember(*files: Any) -> None:
    if (stored := _stored_now.get()) is not None:
        stored += [file for file in files if file]


def _found(model: type[Model], ref: Ref, **lookup: Any) -> int:
    pk = model.objects.filter(**lookup).values_list("pk", flat=True).first()
    if pk is None:
        raise UnknownRef(f"There is no {ref.kind} “{ref.name}”.")
    return pk


def _card(ref: Ref, language: str) -> int:
    model = _CARDS[ref.kind]
    home = _found(model, ref, key=ref.name, locale__language_code="fi")
    theirs = model.objects.filter(translation_key__in=model.objects.filter(pk=home).values("translation_key"))
    own = theirs.filter(locale__language_code=language).values_list("pk", flat=True).first()
    return own or home


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
            row = model.objects.create(title=ref.name, file=file, file_hash=file_hash, file_size=size, **fields)
            _remember(row.file)
            pk = row.pk
    return pk


def _recording(ref: Ref) -> int:
    """A recording has no hash of its own; its file's name carries it."""
    facts = dict(ref.extra)
    captions, transcript, poster = (facts.pop(key, None) for key in ("captions", "transcript", "poster"))
    with ref.path.open("rb") as video:
        name = f"{ref.path.stem[:60]}-{hash_filelike(video)[:12]}"
        recording = Recording.objects.filter(file=f"recordings/{name}{ref.path.suffix}").first()
        if recording is None:
            recording = Recording(title=ref.name, file=File(video, name=f"{name}{ref.path.suffix}"), **facts)
            recording.transcript = read_text(transcript).strip() if transcript else ""
            recording.poster_id = _picture(Ref("picture", ref.name, poster)) if poster else None
            if captions:
                recording.captions = ContentFile(captions.read_bytes(), name=f"{name}.vtt")
            recording.save()
            _remember(recording.file, recording.captions)
    return recording.pk


_CARDS: dict[str, type[Model]] = {
    "fact": FactCard,
    "network": NetworkCard,
    "term": GlossaryTerm,
    "piece": SharedPiece,
}
_FINDERS: dict[str, Callable[[Ref], int]] = {
    "question": _question,
    "certificate": _certificate,
    "picture": _picture,
    "material": _material,
    "recording": _recording,
}
