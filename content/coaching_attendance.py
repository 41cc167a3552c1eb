"""The certificate of attendance that somebody on the programme may ask for: which parts, how long, when. Never what
was written, and no name is kept: it is on the paper alone, and what can be checked of the paper holds no name."""

import datetime
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.core.signing import Signer
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from certificates.api import one_line
from content.attendance_paper import attendance_paper
from content.coaching import Programme

SALT = "polku.coaching.attendance"
LONGEST_NAME = 120


class NameForm(forms.Form):
    """The name that is printed."""

    name = forms.CharField(
        label=lazy("Your name as it should stand on the certificate"),
        max_length=LONGEST_NAME,
        help_text=lazy("It is printed and not kept here."),
        error_messages={"required": lazy("Write your name as it should stand on the certificate.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(self.fields["name"].error_messages["required"])
        return name


def time_in_words(minutes: int) -> str:
    """1 h 20 min."""
    hours, rest = divmod(minutes, 60)
    told = [_("%(n)d h") % {"n": hours}] if hours else []
    told += [_("%(n)d min") % {"n": rest}] if rest or not hours else []
    return " ".join(told)


@dataclass(frozen=True)
class Attendance:
    """What was done: numbers of parts, their minutes together, and the days between which it was."""

    parts: tuple[int, ...]
    minutes: int
    first: datetime.date
    last: datetime.date

    @property
    def extent(self) -> str:
        """How long it takes, in words and no closer than it is known: about 1 h 20 min."""
        minutes = self.minutes if self.minutes < 15 else 5 * round(self.minutes / 5)
        return _("about %(time)s") % {"time": time_in_words(minutes)}

    @property
    def number(self) -> str:
        """How many parts, in words."""
        count = len(self.parts)
        return ngettext("%(n)d part", "%(n)d parts", count) % {"n": count}

    @property
    def period(self) -> str:
        days = dict.fromkeys(date_format(day, "j.n.Y") for day in (self.first, self.last))
        return "–".join(days)

    def titles_in(self, found: Programme) -> list[str]:
        """The parts by name; one that is not there any more by its number alone."""
        titles = {part.number: part.step.title for part in found.parts}
        return [f"{number}. {titles[number]}" if number in titles else f"{number}." for number in self.parts]


def attendance_of(found: Programme) -> Attendance | None:
    """What this person has done so far; None when no part is done."""
    done = [part for part in found.parts if part.step.is_done]
    if not done or found.enrolment is None:
        return None
    days = [timezone.localdate(part.step.done_at) for part in done]
    return Attendance(
        parts=tuple(part.number for part in done),
        minutes=sum(part.step.minutes for part in done),
        first=min(timezone.localdate(found.enrolment.enrolled_at), *days),
        last=max(days),
    )


def token_of(found: Programme, attendance: Attendance) -> str:
    """What the paper's link carries: what was done, signed. It says nothing of who did it."""
    parts = "-".join(str(number) for number in attendance.parts)
    says = f"{parts}_{attendance.minutes}_{attendance.first:%Y%m%d}_{attendance.last:%Y%m%d}"
    return f"{says}_{_signatures(found, says)[0]}"


def attendance_in(found: Programme, token: str) -> Attendance | None:
    """What a paper's link says; None when this service has not signed it."""
    pieces = token.split("_", 4)  # the signature may hold the mark between them too
    says, signature = "_".join(pieces[:4]), "".join(pieces[4:])
    if not any(constant_time_compare(signature, good) for good in _signatures(found, says)):
        return None
    parts, minutes, first, last = says.split("_")
    numbers = tuple(int(number) for number in parts.split("-"))
    return Attendance(numbers, int(minutes), _day(first), _day(last))


def _signatures(found: Programme, says: str) -> list[str]:
    """By the newest secret first, then by those before it. Cut to 120 bits, so that the code on paper stays coarse
    enough for an old phone."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [Signer(key=key, salt=SALT).signature(f"{found.code} {says}")[:20] for key in keys]


def _day(text: str) -> datetime.date:
    return datetime.datetime.strptime(text, "%Y%m%d").date()


def attendance_pdf(found: Programme, attendance: Attendance, *, name: str) -> bytes:
    """The certificate as an accessible PDF, made now and kept nowhere."""
    says = {
        "name": name,
        "sentence": _("has taken part in the self-paced coaching"),
        "title": found.title,
        "topics_heading": _("Parts done"),
        "topics": attendance.titles_in(found),
        "note": _("This certificate tells of taking part. It says nothing of what was written in the exercises."),
    }
    facts = [[_("Extent"), f"{attendance.number}, {attendance.extent}"], [_("Took part"), attendance.period]]
    path = reverse("coaching:attendance-check", args=[found.code, token_of(found, attendance)])
    return attendance_paper(says, facts=facts, path=path)
