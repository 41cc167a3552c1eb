"""What is asked when staff take somebody out of a run."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.api import Run
from lms.dashboard.forms import ReasonForm

REASON_HELP = _("One or two sentences. The person can read this on the page of the run. Write nothing about health.")


class LeavingForm(ReasonForm):
    """Why, and whether the person goes on in another run; ``runs`` are those they may go on in."""

    to = forms.ModelChoiceField(
        queryset=Run.objects.none(),
        label=_("Does the person go on in another run?"),
        required=False,
        empty_label=_("No, only out of this run"),
        help_text=_("They get a place there, and what they have done is done there too."),
    )

    field_order = ["to", "reason"]

    def __init__(self, *args: Any, runs: Iterable[Run], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = REASON_HELP
        self.fields["to"].queryset = runs

    @property
    def offers_runs(self) -> bool:
        """Whether there is another run to choose."""
        return self.fields["to"].queryset.exists()


class QueueRemovalForm(ReasonForm):
    """Why somebody is taken off the queue."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("One or two sentences. The person can ask for this. Nothing about health.")
