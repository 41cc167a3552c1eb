"""The coach's pages worked out: the people who let a coach walk beside them, and the coach's own codes."""

import datetime
from typing import Any

import segno
from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from assessments.personal.api import CoachCode, Walker, coaching_runs, walkers_of
from content.coaching import Programme, programme_for
from content.coaching_coach import join_address

LONGEST_LIFE = datetime.timedelta(days=730)


class CodeForm(forms.Form):
    """A new coach's code. The programme is asked only where there are several."""

    place = forms.CharField(
        label=lazy("Place"),
        max_length=80,
        help_text=lazy("People see it beside your name. For example: Workshop Kipinä, Lahti."),
    )
    expires_on = forms.DateField(
        label=lazy("Last day of the code"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=lazy("After this day nobody can begin with the code. Those who have begun go on."),
    )
    run = forms.ChoiceField(label=lazy("Programme"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.runs = {str(run.pk): run for run in coaching_runs()}
        language = get_language()
        first = next((pk for pk, run in self.runs.items() if run.language == language), next(iter(self.runs), ""))
        self.fields["run"].choices = [(pk, title_of(run)) for pk, run in self.runs.items()]
        self.fields["run"].initial = first
        self.fields["expires_on"].initial = timezone.localdate() + datetime.timedelta(days=180)
        if len(self.runs) < 2:
            self.fields["run"].required = False
            self.fields["run"].widget = forms.HiddenInput()

    def clean_expires_on(self) -> datetime.date:
        """A day from today on, and not so far away that nobody remembers the poster."""
        day = self.cleaned_data["expires_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("The day is over already. Choose a later one."))
        if day > timezone.localdate() + LONGEST_LIFE:
            raise forms.ValidationError(_("Choose a day within two years. You can make a new code then."))
        return day

    def clean(self) -> dict[str, Any]:
        """The programme itself; with one or none there is nothing to choose."""
        data = super().clean()
        data["run"] = self.runs.get(data.get("run") or "") or next(iter(self.runs.values()), None)
        if data["run"] is None:
            raise forms.ValidationError(_("No coaching programme is open now. Ask the site administrator."))
        return data


def title_of(run: Any) -> str:
    """The programme's name with its language, which tells the translations apart."""
    return f"{run.course.title_in(run.language)} ({dict(settings.LANGUAGES).get(run.language, run.language)})"


def people_of(coach: Any) -> list[dict[str, Any]]:
    """A line a person: what they are called, and the dots of those who show them. Nothing else is known here."""
    programmes: dict[int, Programme] = {}
    lines = []
    for walker in walkers_of(coach):
        run = walker.link.run
        if run.pk not in programmes and walker.link.shows_progress:
            programmes[run.pk] = programme_for(None, run.code)
        lines.append({"link": walker.link, "shares": walker.shares} | dots_of(walker, programmes.get(run.pk)))
    return lines


def dots_of(walker: Walker, programme: Programme | None) -> dict[str, Any]:
    """The dots as marks for the eye and as a sentence, and the number of the furthest part that is done."""
    if programme is None or not walker.link.shows_progress:
        return {}
    marks = [(part.number, part.step.activity_id in walker.done) for part in programme.parts]
    done = [str(number) for number, is_done in marks if is_done]
    told = ngettext("Done: part %(parts)s.", "Done: parts %(parts)s.", len(done)) if done else _("No part is done yet.")
    return {
        "marks": "".join("●" if is_done else "○" for _number, is_done in marks),
        "told": told % {"parts": ", ".join(done)} if done else told,
        "furthest": done[-1] if done else "",
    }


def runs_to_begin() -> list[dict[str, Any]]:
    """The open programmes, that of the page's language first."""
    runs = sorted(coaching_runs(), key=lambda run: run.language != get_language())
    return [{"pk": run.pk, "code": run.code, "title": title_of(run)} for run in runs]


def poster_of(code: CoachCode) -> dict[str, Any]:
    """What the poster says, and its picture."""
    address = settings.PUBLIC_BASE_URL + join_address(code)
    picture = segno.make(address, error="m", micro=False)
    # The markup is segno's own; the address is in it only as squares.
    svg: SafeString = mark_safe(picture.svg_inline(scale=8, border=2, light="#fff", svgclass="qr", lineclass=None))
    typed_at = settings.PUBLIC_BASE_URL + reverse("coaching:coach", args=[code.run.code])
    return {
        "code": code,
        "picture": svg,
        "address": typed_at.partition("//")[2],
        "title": code.run.course.title_in(code.run.language),
    }
