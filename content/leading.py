"""What a coach needs to lead a group: the choice of a part, the groups that go on, and the coach's text beside them."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as lazy

from assessments.personal.api import coaching_runs, sittings_of
from content.coaching import Part, Programme, programme_for
from content.models import PartPage
from content.richtext import is_written, rich_html
from content.sittings import room_of
from courses.api import Run

SOURCE = "fi"


class GroupForm(forms.Form):
    """Which part the group does. Each choice is a part of an open programme; those of the page's language first."""

    part = forms.ChoiceField(label=lazy("Part"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        runs = sorted(coaching_runs(), key=lambda run: run.language != get_language())
        programmes = [programme_for(None, run.code) for run in runs]
        self.parts: dict[str, tuple[Run, Part]] = {
            f"{found.run.pk}-{part.number}": (found.run, part) for found in programmes for part in found.parts
        }
        groups = [(found.title, choices_of(found)) for found in programmes]
        self.fields["part"].choices = groups[0][1] if len(groups) == 1 else groups

    def clean_part(self) -> tuple[Run, Part]:
        return self.parts[self.cleaned_data["part"]]


def choices_of(programme: Programme) -> list[tuple[str, str]]:
    """The parts of one programme by number and title."""
    return [(f"{programme.run.pk}-{part.number}", f"{part.number}. {part.step.title}") for part in programme.parts]


def groups_of(coach: Any) -> list[dict[str, Any]]:
    """The coach's groups that go on, each with its part's title."""
    groups = []
    for sitting in sittings_of(coach):
        try:
            part = room_of(sitting).part
        except Http404:  # the part was taken away meanwhile; the group can still be ended
            part = None
        groups.append({"sitting": sitting, "part": part})
    return groups


def for_the_coach(activity_key: UUID, language: str) -> dict[str, Any] | None:
    """The part's text for the coach, in ``language`` if it is written there, else in Finnish; None without one."""
    pages = PartPage.objects.live().filter(translation_key=activity_key, locale__language_code__in={language, SOURCE})
    found = {page.locale.language_code: page for page in pages.select_related("locale") if is_written(page.facilitator)}
    page = found.get(language) or found.get(SOURCE)
    return page and {"language": page.locale.language_code, "text": rich_html(page.facilitator)}
