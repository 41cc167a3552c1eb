"""Wagtail blocks built from a kind's own declaration (decision 17), so that a new kind is one file."""

from typing import Any

from django.core.validators import RegexValidator
from django.forms import CharField
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from assessments.kinds.base import AuthorField
from content.blocks.text import FEATURES
from courses.api import Activity

SLUG = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Use small letters a–z, numbers and hyphens."))


class KeyBlock(blocks.FieldBlock):
    """A key that is the same in every language. Not a CharBlock: those are all offered for translation."""

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        self.field = CharField(required=required, help_text=help_text, max_length=80, validators=[SLUG])
        super().__init__(**kwargs)

    class Meta:
        default = ""
        icon = "key"


class DecimalNumberBlock(blocks.FieldBlock):
    """A number kept as it was written, comma and all; the kind says whether it is one. Never offered for
    translation."""

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        self.field = CharField(required=required, help_text=help_text, max_length=40)
        super().__init__(**kwargs)

    class Meta:
        default = ""
        icon = "decimal"


def lesson_choices() -> list[tuple[str, str]]:
    """Lessons that learners can read, by the short name that stands in their address. The same lesson in two
    trainings is one choice: the result leads to the one in the learner's own training."""
    lessons = Activity.objects.filter(kind=Activity.Kind.LESSON, retired_at=None).order_by("title", "pk")
    return list({lesson.slug: lesson.title for lesson in lessons}.items())


def block_of(field: AuthorField) -> blocks.Block:
    """The Wagtail block in which an author fills ``field`` in."""
    common = {"label": field.label, "required": field.required, "help_text": field.help or None}
    if field.default is not None:
        common["default"] = field.default
    if field.kind == "key":
        return KeyBlock(**common)
    if field.kind == "lesson":
        return blocks.ChoiceBlock(choices=lesson_choices, **common)
    if field.kind == "picture":
        return ImageChooserBlock(**common)
    if field.kind == "line":
        return blocks.CharBlock(max_length=300, **common)
    if field.kind == "text":
        return blocks.TextBlock(rows=3, **common)
    if field.kind == "rich":
        return blocks.RichTextBlock(features=FEATURES, **common)
    if field.kind == "number":
        return blocks.IntegerBlock(min_value=field.minimum, max_value=field.maximum, **common)
    if field.kind == "decimal":
        return DecimalNumberBlock(**common)
    if field.kind == "flag":
        return blocks.BooleanBlock(**(common | {"required": False}))
    if field.kind == "choice":
        return blocks.ChoiceBlock(choices=field.choices, **common)
    return list_of(field)


def list_of(field: AuthorField) -> blocks.ListBlock:
    """A list that opens with as many empty items as it needs at least."""
    item = struct_of(field.fields, label_format=label_format(field.fields))
    return blocks.ListBlock(
        item,
        label=field.label,
        help_text=field.help or None,
        min_num=field.minimum or 0,
        default=[item.get_default() for _number in range(field.minimum or 0)],
    )


def label_format(fields: tuple[AuthorField, ...]) -> str | None:
    """What a folded item of a list is called: its first text."""
    return next((f"{{{field.name}}}" for field in fields if field.kind in ("line", "text", "rich")), None)


def struct_of(fields: tuple[AuthorField, ...], **meta: Any) -> blocks.StructBlock:
    """A StructBlock with one child a field; ``meta`` goes to its Meta (label, icon, group, template …)."""
    return blocks.StructBlock([(field.name, block_of(field)) for field in fields], **meta)


def value_for(field: AuthorField, stored: Any) -> Any:
    """A stored value as its block reads it: Wagtail marks the items of a list, answers and versions need no mark."""
    if field.kind != "list":
        return stored
    inner = {one.name: one for one in field.fields}
    return [
        {
            "type": "item",
            "id": item["id"],
            "value": {name: value_for(inner[name], value) for name, value in item["value"].items() if name in inner},
        }
        for item in stored
    ]
