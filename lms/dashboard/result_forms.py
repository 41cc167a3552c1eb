"""What the pages of results ask."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.graded.api import PointsField
from courses.api import Group, Step
from lms.dashboard.forms import FilterForm, ReasonForm
from lms.dashboard.results import state_words


class ResultsFilterForm(FilterForm):
    """Whom of the book one looks at; a run without groups does not ask for one."""

    nimi = forms.CharField(label=_("Name"), max_length=100, required=False)
    tila = forms.ChoiceField(label=_("State"), required=False)
    ryhma = forms.ChoiceField(label=_("Group"), required=False)
    puuttuu = forms.ChoiceField(label=_("Lacks"), required=False)

    def __init__(self, *args: Any, steps: list[Step], groups: Sequence[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if groups:
            self.fields["ryhma"].choices = [("", _("All groups")), *((str(one.pk), one.name) for one in groups)]
        else:
            del self.fields["ryhma"]
        self.fields["tila"].choices = [("", _("All")), *state_words().items()]
        self.fields["puuttuu"].choices = [("", _("Nothing chosen")), *((step.slug, step.title) for step in steps)]


class OverrideForm(ReasonForm):
    """A result by hand."""

    def __init__(self, *args: Any, most: int, is_done: bool, was_set: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was_set = was_set
        help_text = _("Leave it empty to go back to what was reached.") if was_set else ""
        self.fields["points"] = PointsField(label=_("Points"), most=most, required=False, help_text=help_text)
        if not is_done:
            self.fields["counts_as_done"] = forms.BooleanField(
                label=_("The requirement counts as done"),
                required=False,
                help_text=_("Also for the certificate. It cannot be undone here."),
            )
        self.order_fields(["points", "counts_as_done", "reason"])

    def clean(self) -> dict[str, Any]:
        """Something has to change: "the result is set" is not said of nothing."""
        cleaned = super().clean()
        is_empty = "points" not in self.errors and cleaned.get("points") is None
        if is_empty and not self.was_set and not cleaned.get("counts_as_done"):
            self.add_error("points", _("Write the points that are to count."))
        return cleaned
