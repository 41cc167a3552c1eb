"""What the pages of results ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.graded.api import PointsField
from courses.api import Step
from lms.dashboard.forms import ReasonForm
from lms.dashboard.results import state_words


class ResultsFilterForm(forms.Form):
    """Whom of the book one looks at."""

    nimi = forms.CharField(label=_("Name"), max_length=100, required=False)
    tila = forms.ChoiceField(label=_("State"), required=False)
    puuttuu = forms.ChoiceField(label=_("Lacks"), required=False)

    def __init__(self, *args: Any, steps: list[Step], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tila"].choices = [("", _("All")), *state_words().items()]
        self.fields["puuttuu"].choices = [("", _("Nothing chosen")), *((step.slug, step.title) for step in steps)]


class OverrideForm(ReasonForm):
    """A result by hand."""

    def __init__(self, *args: Any, most: int, is_done: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        help_text = _("Leave it empty to go back to what was reached.")
        self.fields["points"] = PointsField(label=_("Points"), most=most, required=False, help_text=help_text)
        if not is_done:
            self.fields["counts_as_done"] = forms.BooleanField(
                label=_("The requirement counts as done"),
                required=False,
                help_text=_("Also for the certificate. It cannot be undone here."),
            )
        self.order_fields(["points", "counts_as_done", "reason"])
