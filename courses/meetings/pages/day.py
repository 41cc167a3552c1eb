"""What a trainer sees of one day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from courses.api import type_policy
from courses.meetings.models import Attendance, Meeting
from courses.meetings.pages.roll import name_of
from courses.meetings.queries.files import files_of
from courses.meetings.queries.lists import attendances_at, expected_at, walk_ins_at
from courses.meetings.queries.own import day_of
from courses.meetings.queries.sign_ups import sign_ups_at
from courses.meetings.services.walk_ins import MOST_HEADS
from lms.ui.uploads import ACCEPT


class HeadForm(forms.Form):
    """A number of people; empty takes it back."""

    number = forms.IntegerField(
        label=lazy("How many people came"),
        required=False,
        min_value=0,
        max_value=MOST_HEADS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class WalkInForm(forms.Form):
    """Somebody who has come without being in the run."""

    name = forms.CharField(label=lazy("Name"), max_length=200, required=False)
    email = forms.EmailField(label=lazy("E-mail address"), max_length=254)

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


def counts_heads(meeting: Meeting) -> bool:
    """Whether people may be counted without names."""
    return type_policy(meeting.run.course.type).head_counts


def corrects_heads(meeting: Meeting) -> bool:
    """Whether the number is asked for, or somebody without an address has been counted into one."""
    return counts_heads(meeting) or meeting.head_count is not None


def counts_first(meeting: Meeting) -> bool:
    """Whether who came is a number before it is a list of names: on a day for which nobody has to enrol."""
    return counts_heads(meeting) and type_policy(meeting.run.course.type).names_optional


def takes_sign_ups(meeting: Meeting) -> bool:
    """Whether people may sign up for the day without an account."""
    return type_policy(meeting.run.course.type).light_sign_up and meeting.group_id is None


def shown_day(meeting: Meeting) -> dict[str, Any]:
    """Who is expected and who cannot come, how many were there, whose make-up task waits."""
    people = list(expected_at(meeting))
    rows = attendances_at(meeting)
    named = [(name_of(one), one, rows[one.pk]) for one in people if one.pk in rows]
    signed = sign_ups_at(meeting) if takes_sign_ups(meeting) else []
    signed_there = sum(one.came for one in signed)
    marked = sum(bool(row.state) for _name, _one, row in named)
    there = sum(row.state in (Attendance.State.PRESENT, Attendance.State.PART) for _name, _one, row in named)
    return {
        "run": meeting.run,
        "meeting": meeting,
        "expected": len(people),
        "there": there,
        "marked": marked,
        "files": files_of(meeting),
        "accept": ACCEPT,
        "counts_first": counts_first(meeting),
        "takes_sign_ups": takes_sign_ups(meeting),
        "signed_up": len(signed),
        "signed_there": signed_there,
        "altogether": there + signed_there + (meeting.head_count or 0),
        "everybody_marked": bool(people) and marked == len(people),
        "cannot": [(name, row) for name, _one, row in named if row.cannot_come],
        "make_ups": [(name, one, row) for name, one, row in named if _may_make_up(meeting, row)],
        "walk_ins": walk_ins_at(meeting),
    }


def _may_make_up(meeting: Meeting, row: Attendance) -> bool:
    """Whether a make-up task stands to be done, to be read, or done. A part that is enough leaves nothing to do."""
    day = day_of(meeting, row.state, row.minutes, said=row.cannot_come, made_up=row.made_up_at is not None)
    return day.missed or row.answered_at is not None or row.made_up_at is not None
