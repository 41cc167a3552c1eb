"""The journal: a day, a few words, and a word for one's mood if one likes. Only its writer ever sees it."""

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.debug import sensitive_variables

from assessments.personal.api import MOODS, OpenPage, Written, journal_of, opened_pages, write_journal
from content.coaching import Programme
from content.coaching_acts import one_act, person_of
from courses.api import enrol_pseudonymously

LONGEST = 10_000
A_PAGE = 20


class JournalForm(forms.Form):
    """Words or a mood; the day is today unless the person says otherwise."""

    text = forms.CharField(
        label=lazy("What is on your mind?"),
        required=False,
        max_length=LONGEST,
        help_text=lazy("One line is enough. Only you see it."),
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )
    mood = forms.ChoiceField(
        label=lazy("Mood"),
        required=False,
        choices=[*MOODS.items(), ("", lazy("I cannot or will not say"))],
        widget=forms.RadioSelect,
    )
    day = forms.DateField(
        label=lazy("Which day is this about?"),
        required=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        error_messages={"invalid": lazy("Write the day like this: 2027-03-01. You can also leave it empty.")},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not self.errors and not (told["text"] or told["mood"]):
            self.add_error("text", _("Write a few words, or choose a word for your mood."))
        return told

    @property
    def value(self) -> dict[str, str]:
        """What is kept of a form that was read; an emptied page of the journal is kept as empty too."""
        told = self.cleaned_data
        day = told.get("day") or timezone.localdate()
        return {"text": told.get("text", ""), "mood": told.get("mood", ""), "day": day.isoformat()}

    @property
    def is_only_empty(self) -> bool:
        """Whether nothing is wrong with it but that there is nothing in it."""
        return set(self.errors) == {"text"} and not self["text"].value() and not self["mood"].value()


def form_for(written: Written | None) -> JournalForm:
    """The form with a page of the journal in it, or a new one for today."""
    if written is None:
        return JournalForm(initial={"day": timezone.localdate(), "mood": ""})
    return JournalForm(initial={"text": written.text, "mood": written.mood, "day": written.day})


def journal_page(learner: Any, number: str) -> tuple[Page, list[Written]]:
    """One page of the list, newest day first; only what is shown is opened."""
    page = Paginator(journal_of(learner), A_PAGE).get_page(number)
    return page, opened_pages(page.object_list)


@sensitive_variables()
def keep_in_journal(
    request: HttpRequest, *, programme: Programme, value: dict[str, str], page: OpenPage, entry_id: int | None = None
) -> int | None:
    """Keep a page of the journal; of somebody new it makes a person with a code to come back by. Returns its id; None
    when an empty one was not even begun.
    Raises ``CannotEnrol``, ``NotThere``, ``OlderThanKept`` and ``WrittenElsewhere``."""
    known = OpenPage(writer=page.writer or get_random_string(16), base=page.base, seq=page.seq)
    with one_act(request):
        learner = person_of(request)
        entry = write_journal(learner=learner, value=value, page=known, entry_id=entry_id)
        if programme.enrolment is None:
            enrol_pseudonymously(run=programme.run, learner=learner)
    return entry.pk if entry else None
