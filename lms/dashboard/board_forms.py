"""What the cohort board asks."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.api import Group
from lms.dashboard.attention import NAMES
from lms.dashboard.board import EVERYBODY, SOMEBODY
from lms.dashboard.forms import FilterForm


class BoardFilterForm(FilterForm):
    """Whom one looks at; a run without groups does not ask for one."""

    syy = forms.ChoiceField(label=_("Whom"), required=False)
    ryhma = forms.ChoiceField(label=_("Group"), required=False)
    nimi = forms.CharField(label=_("Name"), max_length=100, required=False)

    def __init__(self, *args: Any, groups: Sequence[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["syy"].choices = [
            (SOMEBODY, _("All who need attention")),
            *NAMES.items(),
            (EVERYBODY, _("Everybody")),
        ]
        if groups:
            self.fields["ryhma"].choices = [("", _("All groups")), *((str(one.pk), one.name) for one in groups)]
        else:
            del self.fields["ryhma"]
