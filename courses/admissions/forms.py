"""What applicants, employers and holders of a code are asked."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from courses.admissions.models import Question

LONGEST = {Question.Kind.SHORT: 300, Question.Kind.LONG: 4000}


class ApplicationForm(forms.Form):
    """The run's questions, and the employer's address where the employer is asked. A draft may lack anything."""

    def __init__(self, *args: Any, questions: Sequence[Question], own_address: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.own_address = questions, own_address
        for question in questions:
            self.fields[f"q{question.pk}"] = field_for(question)
        if own_address:
            self.fields["employer"] = forms.EmailField(
                label=_("Your employer's e-mail address"),
                help_text=_(
                    "Your supervisor, for example. We send a link for approving; what you answer is not in it."
                ),
            )

    def clean_employer(self) -> str:
        address = self.cleaned_data["employer"].lower()
        if address == self.own_address.lower():
            raise forms.ValidationError(_("This is your own address. Write the address of your supervisor."))
        return address

    def draft(self) -> dict[str, str]:
        """Everything typed, as typed, within what fits."""
        longest = {f"q{one.pk}": LONGEST.get(one.kind, 300) for one in self.questions}
        names = [name for name in self.fields if name in self.data]
        return {name: str(self.data[name]).replace("\x00", "")[: longest.get(name, 254)] for name in names}

    def answers(self) -> list[dict[str, str]]:
        """What is sent: each question in its words of today, with its answer."""
        return [{"question": one.text, "answer": self._answer(one)} for one in self.questions]

    def _answer(self, question: Question) -> str:
        value = self.cleaned_data.get(f"q{question.pk}")
        if question.kind == Question.Kind.TICK:
            return _("yes") if value else _("no")
        return str(value or "")


def field_for(question: Question) -> forms.Field:
    """The form field of one question; its help says why it is asked."""
    about = {"label": question.text, "help_text": question.why, "required": question.required}
    if question.kind == Question.Kind.TICK:
        return forms.BooleanField(**about)
    if question.kind == Question.Kind.CHOICE:
        return forms.ChoiceField(choices=[(one, one) for one in question.options], widget=forms.RadioSelect, **about)
    widget = forms.Textarea(attrs={"rows": 6}) if question.kind == Question.Kind.LONG else forms.TextInput()
    return forms.CharField(max_length=LONGEST[question.kind], widget=widget, **about)


class EmployerForm(forms.Form):
    """Where the link goes when it is sent anew."""

    email = forms.EmailField(label=lazy("Your employer's e-mail address"), max_length=254)

    def __init__(self, *args: Any, own_address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_address = own_address

    def clean_email(self) -> str:
        address = self.cleaned_data["email"].lower()
        if address == self.own_address.lower():
            raise forms.ValidationError(_("This is your own address. Write the address of your supervisor."))
        return address


class AnswerForm(forms.Form):
    """Who answers for the employer, and what they want to say."""

    name = forms.CharField(
        label=lazy("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    job_title = forms.CharField(
        label=lazy("Your title at work"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    note = forms.CharField(
        label=lazy("A note, if you like"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("The applicant and the trainers read it. Write nothing about health."),
    )
    answer = forms.ChoiceField(
        label=lazy("Your answer"),
        choices=[("yes", lazy("I approve")), ("no", lazy("I do not approve"))],
        widget=forms.HiddenInput,
    )


class CodeForm(forms.Form):
    """A join code as somebody heard it."""

    code = forms.CharField(
        label=lazy("Code"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=lazy("Two words and a number, as your trainer gave it. Capital letters and hyphens do not matter."),
    )
