"""A person's own copy of everything: to be read, and to be taken elsewhere (GDPR articles 15 and 20)."""

import io
import json
import zipfile
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.module_loading import import_string

from lms.accounts.api import Learner
from lms.privacy.declarations import Declaration, personal_declarations


@dataclass(frozen=True)
class Section:
    """What one model holds about the person."""

    declaration: Declaration
    rows: list[dict[str, Any]]

    @property
    def label(self) -> str:
        return self.declaration.model._meta.label_lower

    @property
    def title(self) -> str:
        return str(self.declaration.model._meta.verbose_name_plural).capitalize()

    @property
    def readable(self) -> list[list[tuple[str, Any]]]:
        """The rows with field names as people call them."""
        return [[(self._name(key), shown(value)) for key, value in row.items()] for row in self.rows]

    def _name(self, key: str) -> str:
        try:
            return str(self.declaration.model._meta.get_field(key).verbose_name).capitalize()
        except (FieldDoesNotExist, AttributeError):
            return key.replace("__", " ").replace("_", " ").capitalize()


def sections_of(learner: Learner) -> list[Section]:
    """Everything that is held about ``learner``, one section a model, empty ones left out."""
    sections = [Section(declaration, rows_for_export(declaration, learner)) for declaration in personal_declarations()]
    return [section for section in sections if section.rows]


def rows_for_export(declaration: Declaration, learner: Learner) -> list[dict[str, Any]]:
    """What the declaration shows to the person: fields of their rows, or what its exporter gives."""
    export = declaration.privacy.export
    if isinstance(export, str):
        return import_string(export)(learner)
    if not export:
        return []
    return list(declaration.rows_of(learner).order_by("pk").values(*export))


def export_learner(learner: Learner) -> bytes:
    """A ZIP with one page to read and one file for machines."""
    sections = sections_of(learner)
    data = {section.label: {"about": section.declaration.privacy.about, "rows": section.rows} for section in sections}
    page = render_to_string("privacy/export.html", {"sections": sections, "made_at": timezone.now()})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("omat-tiedot.html", page)
        archive.writestr("omat-tiedot.json", json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
    return packed.getvalue()


def shown(value: Any) -> Any:
    """A value as the page shows it."""
    if isinstance(value, (dict, list)):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return value
