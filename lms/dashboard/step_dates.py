"""When the steps of a run open and are to be ready: what a trainer fills in on one page."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from courses.api import Step, rule_in_sentences
from lms.dashboard.arranging import moment_field


class DatesForm(forms.Form):
    """Two moments for each step, both of which may be left empty."""

    def __init__(self, *args: Any, steps: list[Step], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = steps
        for step in steps:
            for name, label, moment in (
                (f"opens_{step.activity_id}", lazy("Opens"), step.opens_at),
                (f"due_{step.activity_id}", lazy("Ready by"), step.due_at),
            ):
                self.fields[name] = moment_field(label)
                self.fields[name].initial = moment

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        for step in self.steps:
            opens, due = values.get(f"opens_{step.activity_id}"), values.get(f"due_{step.activity_id}")
            if opens and due and due <= opens:
                sentence = _("“%(title)s” cannot be ready before it opens.") % {"title": step.title}
                self.add_error(f"due_{step.activity_id}", sentence)
            if opens and step.closes_at and step.closes_at <= opens:
                sentence = _("“%(title)s” closes before this. Change its closing time first, under tests.")
                self.add_error(f"opens_{step.activity_id}", sentence % {"title": step.title})
        return values

    def dates(self) -> dict[int, dict[str, datetime.datetime | None]]:
        """What was filled in, by activity."""
        values = self.cleaned_data
        return {
            step.activity_id: {
                "opens_at": values[f"opens_{step.activity_id}"],
                "due_at": values[f"due_{step.activity_id}"],
            }
            for step in self.steps
        }

    def sections(self) -> list[dict[str, Any]]:
        """The fields by module, with what the author says of each step."""
        titles = {str(step.activity_key): step.title for step in self.steps}
        sections: dict[Any, dict[str, Any]] = {}
        for step in self.steps:
            section = sections.setdefault(step.section_key, {"title": step.section_title, "rows": []})
            section["rows"].append(
                {
                    "step": step,
                    "fields": [self[f"opens_{step.activity_id}"], self[f"due_{step.activity_id}"]],
                    "said": rule_in_sentences(step.rule, step.title, titles.get(step.rule.key, "")),
                }
            )
        return list(sections.values())
