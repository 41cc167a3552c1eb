"""What a person's own data is called on the page they read; the file for machines keeps the fields' own names."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lms.privacy.names import ACTS, EVIDENCE, NAMES

#: Days that a certificate keeps as text.
DAYS = {"done_at", "issued_on", "studied_from", "studied_to"}

#: Points are stored as hundredths.
POINTS = {"points", "score", "max_score", "old_score", "new_score", "old_points", "max_points"}
#: What a certificate says, and the parts of it that hold parts.
OPENED = {"snapshot", "public", "own"}
#: People and organisations there, told in one line each.
TOGETHER = {"issuer": lazy("Issuer"), "signatory": lazy("Signed by")}
#: Lists of things, one a line.
LISTED = {"modules", "steps"}
#: Inside a certificate: for programs only.
OPENED_SILENT = {"schema", "kind", "version"}
#: Says nothing to a person; the file for machines has it.
SILENT = {("records.auditentry", "subject")}


def name_of(key: str) -> str:
    """The name of an exported field."""
    return str(NAMES.get(key) or TOGETHER.get(key, key))


def rows_in(key: str, value: Any, field: Field | None = None) -> Iterator[tuple[str, Any]]:
    """(name, value) of one exported field; what a certificate says is opened to a row for each thing it says."""
    if key in OPENED and isinstance(value, dict):
        for inner, part in value.items():
            if inner not in OPENED_SILENT and part not in ("", None, [], {}):
                yield from rows_in(inner, part)
    else:
        yield name_of(key), shown(key, value, field)


def shown(key: str, value: Any, field: Field | None = None) -> Any:
    """A value in words: choices by their labels, yes and no, whole points."""
    if field is not None and field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if key == "language":
        return str(dict(settings.LANGUAGES).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if key in POINTS and isinstance(value, int):
        return number_format(value // 100 if value % 100 == 0 else value / 100)
    if key == "evidence":
        return str(EVIDENCE.get(value, value))
    if key in DAYS and isinstance(value, str):
        return date_format(date.fromisoformat(value[:10]), "j.n.Y")
    if key == "verb":
        return str(ACTS.get(value, value))
    if isinstance(value, datetime):
        return date_format(localtime(value), "j.n.Y G.i")
    if isinstance(value, date):
        return date_format(value, "j.n.Y")
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    if key in TOGETHER and isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part)
    if key in LISTED and isinstance(value, list):
        return "\n".join(_in_a_line(item) for item in value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return value


def _in_a_line(item: Any) -> str:
    """A thing of a list: its own values in words."""
    if not isinstance(item, dict):
        return str(item)
    return ", ".join(
        f"{name_of(key)}: {part}" if isinstance(part, int) else str(shown(key, part))
        for key, part in item.items()
        if key not in OPENED_SILENT and part not in ("", None)
    )
