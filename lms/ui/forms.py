"""How a plain Django form is rendered: set `FORM_RENDERER = "lms.ui.forms.UiRenderer"`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.forms import BaseForm, BoundField
from django.forms.renderers import TemplatesSetting


class UiRenderer(TemplatesSetting):
    """`{{ form }}` and `{{ field.as_field_group }}` come out as the site's fields, with help and error wired."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"


@dataclass(frozen=True)
class Problem:
    """One line of the error summary: the sentence and the control it leads to."""

    text: str
    target: str = ""


def first_control(field: BoundField) -> str:
    """The id a link in the error summary jumps to: the control, or the first of a group."""
    if field.use_fieldset:
        return next((option.id_for_label for option in field if option.id_for_label), field.auto_id or "")
    return field.id_for_label or ""


def problems_of(*forms: BaseForm) -> list[Problem]:
    """What still has to be put right, in the order of the page; a sentence said twice names its field."""
    found: list[tuple[str, str, str]] = []
    for form in forms:
        if not (form and form.is_bound):
            continue
        found += [(str(text), "", "") for text in form.non_field_errors()]
        for field in form:
            target = "" if field.is_hidden else first_control(field)
            found += [(str(text), str(field.label), target) for text in field.errors]
    times = Counter(text for text, _label, _target in found)
    return [Problem(f"{label}: {text}" if times[text] > 1 and label else text, target) for text, label, target in found]
