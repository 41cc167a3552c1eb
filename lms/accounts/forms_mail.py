"""The form of a person's mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.jobs.api import MailChoice, topics_in_use


class NoticesForm(forms.Form):
    """How often, and of what. What is ticked is told; turning something off is taking its tick away."""

    often = forms.ChoiceField(label=_("How often"), choices=MailChoice.Often.choices, widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(label=_("Of what"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choice: MailChoice, **kwargs: Any) -> None:
        known = topics_in_use()
        on = [topic for topic, _name in known if topic not in choice.off]
        super().__init__(*args, initial={"often": choice.often, "topics": on}, **kwargs)
        self.fields["topics"].choices = known
        self._hidden = [topic for topic in choice.off if topic not in dict(known)]

    @property
    def off(self) -> list[str]:
        """What is turned off; a subject that this version does not know stays as it was."""
        chosen = self.cleaned_data["topics"]
        return self._hidden + [topic for topic, _name in self.fields["topics"].choices if topic not in chosen]
