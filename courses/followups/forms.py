"""What is asked after a training, and what a trainer writes of a conversation."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from courses.followups.models import FollowUp
from courses.followups.services.talking import AGAIN, Answers

State, Channel = FollowUp.State, FollowUp.Channel
LONGEST = 2000


def asked(label: Any) -> forms.CharField:
    """One of the three questions."""
    widget = forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=widget)


class AnswerForm(forms.Form):
    """The three questions as the person reads them. One answer is enough."""

    where_now = asked(lazy("Where are you now? (work, studies, job search, something else)"))
    helped = asked(lazy("What helped you?"))
    needs = asked(lazy("Do you need something?"))

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not self.errors and not any(values.values()):
            raise forms.ValidationError(_("Answer at least one question. A few words are enough."))
        return values

    @property
    def answers(self) -> Answers:
        """What was told."""
        return Answers(**{name: self.cleaned_data.get(name, "") for name in ("where_now", "helped", "needs")})


class HandOverForm(forms.Form):
    """To whom of ``colleagues``."""

    to = forms.ModelChoiceField(queryset=None, label=lazy("Hand over to"), to_field_name="key", empty_label=None)

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues
        self.fields["to"].label_from_instance = lambda user: user.get_full_name() or user.email


class TalkForm(AnswerForm):
    """How a trainer tried to reach somebody, how it went, and what the person told."""

    channel = forms.ChoiceField(
        label=lazy("How did you contact them?"),
        choices=[(one.value, one.label) for one in (Channel.CALL, Channel.MEETING)],
        widget=forms.RadioSelect,
        initial=Channel.CALL,
    )
    outcome = forms.ChoiceField(
        label=lazy("How did it go?"),
        choices=[
            (State.REACHED.value, lazy("Reached: we talked")),
            (AGAIN, lazy("No answer, I try again")),
            (State.NOT_REACHED.value, lazy("Not reached, I stop trying")),
            (State.REFUSED.value, lazy("Does not want to be contacted")),
        ],
        widget=forms.RadioSelect,
        help_text=lazy("If the person does not want to be contacted, nobody asks again, after other trainings either."),
    )
    note = forms.CharField(label=lazy("Note of the attempt"), required=False, max_length=300)
    field_order = ("channel", "outcome", "where_now", "helped", "needs", "note")

    def clean(self) -> dict[str, Any]:
        values = forms.Form.clean(self)
        told = any(values.get(name) for name in ("where_now", "helped", "needs"))
        if values.get("outcome") == State.REACHED and not told:
            self.add_error("where_now", _("Write at least one answer. A few words are enough."))
        if values.get("outcome") in (AGAIN, State.NOT_REACHED, State.REFUSED) and told:
            self.add_error("outcome", _("You wrote answers: choose Reached, or empty the answers."))
        return values
