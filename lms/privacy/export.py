"""A person's own copy of everything: to be read, and to be taken elsewhere (GDPR articles 15 and 20)."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Exists
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.module_loading import import_string

from lms.accounts.api import Learner
from lms.privacy.declarations import Declaration, personal_declarations
from lms.privacy.words import SILENT, rows_in

#: A larger copy is put together on the disk.
IN_MEMORY = 5 * 1024 * 1024


@dataclass(frozen=True)
class Section:
    """What one model holds about the person."""

    declaration: Declaration
    rows: list[dict[str, Any]]

    @property
    def label(self) -> str:
        return self.declaration.model._meta.label_lower

    @property
    def readable(self) -> list[list[tuple[str, Any]]]:
        """The rows with fields and values as people call them."""
        return [
            [
                named
                for key, value in row.items()
                if (self.label, key) not in SILENT
                for named in rows_in(key, value, self._field(key))
            ]
            for row in self.rows
        ]

    def _field(self, key: str) -> Any:
        """The model's field behind a key, if it is one."""
        try:
            return self.declaration.model._meta.get_field(key)
        except FieldDoesNotExist:
            return None


def sections_of(learner: Learner) -> list[Section]:
    """Everything that is held about ``learner``, one section a model, empty ones left out."""
    sections = [Section(declaration, rows_for_export(declaration, learner)) for declaration in _worth_asking(learner)]
    return [section for section in sections if section.rows]


def _worth_asking(learner: Learner) -> list[Declaration]:
    """The declared models without those that hold nothing of this person: most of them, found out in one statement.
    An exporter may also show what is somebody else's row, such as a work handed in together, so it is always asked."""
    held = personal_declarations()
    plain = [declaration for declaration in held if not isinstance(declaration.privacy.export, str)]
    rows = Learner.objects.filter(pk=learner.pk)
    asked = rows.values_list(*(Exists(declaration.rows_of(learner)) for declaration in plain)).first()
    empty = {one.model for one, is_there in zip(plain, asked or (), strict=True) if not is_there}
    return [declaration for declaration in held if declaration.model not in empty]


def rows_for_export(declaration: Declaration, learner: Learner) -> list[dict[str, Any]]:
    """What the declaration shows to the person: fields of their rows, or what its exporter gives."""
    export = declaration.privacy.export
    if isinstance(export, str):
        return import_string(export)(learner)
    if not export:
        return []
    return list(declaration.rows_of(learner).order_by("pk").values(*export))


def export_learner(learner: Learner) -> IO[bytes]:
    """A ZIP with one page to read, one file for machines, and the files that the person gave. Open, at its
    beginning; on the disk when it is large."""
    sections = sections_of(learner)
    data = {section.label: {"about": section.declaration.privacy.about, "rows": section.rows} for section in sections}
    page = render_to_string("privacy/export.html", {"sections": sections, "made_at": timezone.now()})
    packed = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- the caller sends it and closes it
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("omat-tiedot.html", page)
        archive.writestr("omat-tiedot.json", json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        for name, file in files_of(learner):
            _put(archive, name, file)
    packed.seek(0)
    return packed


def files_of(learner: Learner) -> Iterator[tuple[str, FieldFile]]:
    """(name in the archive, file) of every file that the person gave. Numbers keep files of one name apart."""
    for declaration in personal_declarations():
        field = declaration.privacy.files
        if field:
            for row in declaration.rows_of(learner).exclude(**{field: ""}).order_by("pk"):
                yield f"tiedostot/{declaration.model._meta.model_name}-{row.pk}-{row.name}", getattr(row, field)


def _put(archive: zipfile.ZipFile, name: str, file: FieldFile) -> None:
    """Piece by piece; a file that has been deleted meanwhile is left out."""
    try:
        opened = file.open("rb")
    except FileNotFoundError:
        return
    with opened, archive.open(name, "w") as target:
        for piece in opened.chunks():
            target.write(piece)
