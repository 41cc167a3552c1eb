"""Groups of a run and who is in which: what a trainer fills in, and how it is read."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.api import Enrolment, Group
from lms.dashboard.matrix import name_of

#: Names of the fields of the list: the group chosen for a person, the one that the page showed, who is ticked, and
#: the group for everybody ticked.
CHOSEN, SHOWN, TICKED, FOR_TICKED = "ryhma-", "oli-", "valittu", "valituille"
NO_GROUP = "0"


class GroupForm(forms.Form):
    """A group's name."""

    name = forms.CharField(label=_("Name of the group"), max_length=80)


def group_forms(groups: Iterable[Group], *, bad: GroupForm | None = None) -> list[tuple[Group, GroupForm]]:
    """Each group with a form to rename it; ``bad`` takes the place of its own, with what was typed."""
    forms_ = []
    for group in groups:
        prefix = f"g{group.pk}"
        own = bad if bad and bad.prefix == prefix else GroupForm(prefix=prefix, initial={"name": group.name})
        forms_.append((group, own))
    return forms_


def people_rows(enrolments: Iterable[Enrolment]) -> list[dict[str, Any]]:
    """Participants with the group they are in."""
    return [{"pk": one.pk, "name": name_of(one.learner), "group": one.group_id or 0} for one in enrolments]


def places_in(sent: Mapping[str, Any], ticked: Iterable[str]) -> dict[int, int | None]:
    """Who is to be in which group, from the list as it was sent: only whom this person moved, so that what another
    trainer changed meanwhile stays. Whoever is ticked goes into the group chosen for the ticked."""
    moved = {
        key.removeprefix(CHOSEN): value
        for key, value in sent.items()
        if key.startswith(CHOSEN) and value != sent.get(SHOWN + key.removeprefix(CHOSEN))
    }
    if for_ticked := sent.get(FOR_TICKED, ""):
        moved |= dict.fromkeys(ticked, for_ticked)
    return {int(pk): int(group) or None for pk, group in moved.items() if _is_id(pk) and _is_id(group)}


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
