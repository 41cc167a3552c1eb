"""What trainers fill in about getting into a run."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from courses.admissions.api import Admission, Question
from courses.api import Run, type_policy

MOST_OPTIONS = 20
#: Words that ask about health and other things that the law guards; the hint under the field says so.
GUARDED = re.compile(
    r"tervey|sairau|diagnoo|lääki|vamma|uskon|vakaum|etni|seksuaali|ammattiliit"
    r"|health|illness|diagnos|disab|medicat|relig|ethnic|sexual|trade union|hälsa|sjukdom|funktionsned",
    re.IGNORECASE,
)


class WayForm(forms.Form):
    """How one gets into the run. Only the ways that the training's type has."""

    way = forms.ChoiceField(label=lazy("How do people get in?"), widget=forms.RadioSelect)
    asks_employer = forms.BooleanField(
        label=lazy("An application needs the employer's approval too"),
        required=False,
        help_text=lazy("The employer answers by a link in an e-mail; you decide when you have seen the answer."),
    )
    instructions = forms.CharField(
        label=lazy("What applicants are told first"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=lazy("For whom the training is, what is decided on, and when you decide."),
    )
    code_ends = forms.DateField(
        label=lazy("Last day of the code"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    code_limit = forms.IntegerField(
        label=lazy("How many people may use the code"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=lazy("Leave empty for no limit."),
    )
    reply_hours = forms.IntegerField(
        label=lazy("Hours to answer when a place is offered from the waiting list"),
        min_value=12,
        max_value=336,
        initial=48,
        help_text=lazy("48 is usual. The time never ends at night."),
    )

    def __init__(self, *args: Any, run: Run, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = type_policy(run.course.type)
        self.fields["way"].choices = [one for one in Admission.Way.choices if policy.allows(one[0])]
        allowed = {value for value, _label in self.fields["way"].choices}
        if "application" not in allowed:
            del self.fields["asks_employer"]
        if not allowed & {"application", "employer"}:
            del self.fields["instructions"]
        if "code" not in allowed:
            del self.fields["code_ends"], self.fields["code_limit"]
        if not policy.has_queue:
            del self.fields["reply_hours"]


class QuestionForm(forms.Form):
    """One question to applicants, and why it is asked."""

    kind = forms.ChoiceField(label=lazy("How it is answered"), choices=Question.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=lazy("Question"), max_length=300)
    why = forms.CharField(
        label=lazy("Why is it asked?"),
        max_length=300,
        help_text=lazy("Applicants read it under the question. If there is no good answer, leave the question out."),
    )
    options = forms.CharField(
        label=lazy("Choices, one a line"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=lazy("Only for a question in which one is chosen."),
    )
    required = forms.BooleanField(label=lazy("An answer is needed"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        lines = [line.strip()[:200] for line in values.get("options", "").splitlines() if line.strip()]
        values["options"] = list(dict.fromkeys(lines)) if values.get("kind") == Question.Kind.CHOICE else []
        if values.get("kind") == Question.Kind.CHOICE and not 2 <= len(values["options"]) <= MOST_OPTIONS:
            self.add_error("options", _("Write two choices at least and twenty at most, one a line."))
        return values

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if GUARDED.search(text):
            raise forms.ValidationError(
                _("Do not ask about health, disability, religion or the like: who gets in may not depend on it.")
            )
        return text


class DecisionForm(forms.Form):
    """What is decided of an application, and what is said with it."""

    message = forms.CharField(
        label=lazy("Your own words to the applicant"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=lazy("The mail says the decision kindly by itself. Your words are read on the application's page."),
    )
    decision = forms.ChoiceField(
        label=lazy("Decision"), choices=[("accept", lazy("Accept")), ("decline", lazy("Do not accept"))]
    )
