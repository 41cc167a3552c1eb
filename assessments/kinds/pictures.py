"""Pictures of a question and of its options: numbers in the library, and what each tells to those who do not see it."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.base import AuthorField

PICTURE = AuthorField(
    "picture",
    gettext_lazy("Picture"),
    "picture",
    required=False,
    help=gettext_lazy("Stands above the question."),
)
PICTURE_ALT = AuthorField(
    "picture_alt",
    gettext_lazy("What the picture tells"),
    "line",
    required=False,
    help=gettext_lazy("For those who do not see it. Needed when there is a picture; do not give the answer away."),
)
#: An option is named in words all the same: lists of answers and figures have no pictures.
OPTION_PICTURE = replace(PICTURE, help=gettext_lazy("Stands under the text. The text may be short: Picture 1."))


def picture_of(values: dict[str, Any]) -> dict[str, Any] | None:
    """The picture of a question or an option: its number in the library and what it tells."""
    return {"pk": values["picture"], "alt": values.get("picture_alt") or ""} if values.get("picture") else None


def pictures_in(items: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The pictures of a list's items by id."""
    found = {item["id"]: picture_of(item["value"]) for item in items}
    return {id: picture for id, picture in found.items() if picture}


def picture_problems(values: dict[str, Any]) -> list[str]:
    """A picture that is not told in words cannot be asked about."""
    if values.get("picture") and not str(values.get("picture_alt") or "").strip():
        return [_("Write what the picture tells, for those who do not see it.")]
    return []


def problems_in(field: AuthorField, items: list[dict[str, Any]]) -> list[str]:
    """The same for each item of the list ``field``."""
    return [
        f"{field.label} {number}: {problem}"
        for number, item in enumerate(items, start=1)
        for problem in picture_problems(item["value"])
    ]


def without_empty_pictures(fields: tuple[AuthorField, ...], values: dict[str, Any]) -> dict[str, Any]:
    """``values`` as they are stored: without a picture there is nothing to tell of one, in the list's items neither,
    so that saving a form again makes no new version."""
    left = () if values.get("picture") else ("picture", "picture_alt")
    lists = {field.name: field.fields for field in fields if field.kind == "list"}
    return {
        name: [{**one, "value": without_empty_pictures(lists[name], one["value"])} for one in value or []]
        if name in lists
        else value
        for name, value in values.items()
        if name not in left
    }
