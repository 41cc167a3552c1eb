"""What the editor sends when a lesson is saved: the form's own fields, and the blocks as its scripts name them."""

from typing import Any

from django.contrib.auth import get_user_model
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.blocks.field_block import FieldBlock
from wagtail.models import Page


def form_of(page: Page, user_id: int) -> dict[str, str]:
    """Every field of ``page`` as it stands, ready to be posted; without the button."""
    model = page.specific_class
    author = get_user_model().objects.get(pk=user_id)
    form = model.get_edit_handler().get_form_class()(instance=page.specific, for_user=author)
    sent: dict[str, str] = {}
    for name, field in form.fields.items():
        value = form[name].value()
        if isinstance(getattr(field, "block", None), StreamBlock):
            sent |= blocks_of(field.block, value, name)
        elif value is True:
            sent[name] = "on"
        elif value is not False:
            sent[name] = shown_in(field, value)
    for formset in form.formsets.values():
        sent |= {f"{formset.prefix}-{key}": "0" for key in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    return sent


def blocks_of(block: Any, value: Any, name: str) -> dict[str, str]:
    """One block with all that is in it."""
    if isinstance(block, StreamBlock):
        return {f"{name}-count": str(len(value))} | _merged(
            {f"{name}-{place}-{key}": text for key, text in _placed(place, child.id, child.block_type).items()}
            | blocks_of(child.block, child.value, f"{name}-{place}-value")
            for place, child in enumerate(value)
        )
    if isinstance(block, ListBlock):
        return {f"{name}-count": str(len(value))} | _merged(
            {f"{name}-{place}-{key}": text for key, text in _placed(place, child.id).items()}
            | blocks_of(block.child_block, child.value, f"{name}-{place}-value")
            for place, child in enumerate(value.bound_blocks)
        )
    if isinstance(block, StructBlock):
        return _merged(blocks_of(child, value[key], f"{name}-{key}") for key, child in block.child_blocks.items())
    return _field(block, value, name)


def _field(block: FieldBlock, value: Any, name: str) -> dict[str, str]:
    shown = block.value_for_form(value)
    if isinstance(shown, bool):
        return {name: "on"} if shown else {}
    return {name: shown_in(block.field, block.field.prepare_value(shown))}


def shown_in(field: Any, value: Any) -> str:
    """What the field's input holds; a select says it as a list."""
    shown = field.widget.format_value(value) if value is not None else ""
    return str((shown[0] if isinstance(shown, list) else shown) or "")


def _placed(place: int, id: str | None, kind: str = "") -> dict[str, str]:
    return {"id": id or "", "order": str(place), "deleted": ""} | ({"type": kind} if kind else {})


def _merged(parts: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in parts:
        found |= part
    return found
