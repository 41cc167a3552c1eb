"""Finding people across runs, and what joining two accounts of one person would do. Only of trainings: who has an
account for the coaching alone is not found here, and nothing of the coaching is shown."""

import hashlib
import uuid
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from certificates.api import Award, awards_of
from courses.admissions.api import Application
from courses.api import Course, Enrolment, Run
from lms.accounts.api import User
from lms.dashboard.forms import ReasonForm

#: More than these are not shown: the search is narrowed instead.
MOST_FOUND = 50
SHORTEST = 3


class PeopleForm(forms.Form):
    """Whom one looks for."""

    who = forms.CharField(
        label=lazy("Name or e-mail address"),
        min_length=SHORTEST,
        max_length=200,
        help_text=lazy("Part of it is enough: at least three letters."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class OtherAccountForm(forms.Form):
    """The person's other account."""

    email = forms.EmailField(
        label=lazy("E-mail address of the other account"),
        max_length=254,
        help_text=lazy("That account is closed, and what is in it comes here."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean_email(self) -> str:
        address = self.cleaned_data["email"].lower()
        self.account = in_trainings().filter(email=address).first()
        if self.account is None:
            raise forms.ValidationError(_("No account in any training has this address. Check how it is written."))
        return address


class JoiningForm(ReasonForm):
    """Why the two are one person; ``seen`` is what was looked at before."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("How do you know that they are the same person?")
        self.fields["reason"].help_text = _("One or two sentences, kept on record. The person can ask for this.")


def in_trainings() -> QuerySet[User]:
    """Accounts that have anything to do with a training."""
    studies = Enrolment.objects.filter(learner__user=OuterRef("pk"), run__course__policy=Course.Policy.TRAINING)
    applied = Application.objects.filter(learner__user=OuterRef("pk"))
    return User.objects.filter(Exists(studies) | Exists(applied), is_active=True).exclude(email=None)


def people_called(words: str) -> list[User]:
    """Those in whose name or address each of the words occurs, one more than are shown."""
    rows = in_trainings()
    for word in words.split():
        rows = rows.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word))
    return list(rows.order_by("last_name", "first_name", "pk")[: MOST_FOUND + 1])


def person_by_key(key: uuid.UUID) -> User | None:
    """Somebody who is found by searching."""
    return in_trainings().filter(key=key).first()


def studies_of(user: User) -> list[Enrolment]:
    """Every enrolment of theirs in a training, the newest first, those that were left too."""
    rows = Enrolment.objects.filter(learner__user=user, run__course__policy=Course.Policy.TRAINING)
    return list(rows.select_related("run__course", "learner").order_by("-enrolled_at", "-pk"))


@dataclass(frozen=True, slots=True)
class Moving:
    """One training of the account that is closed: whether the other one is in the same run, and the numbers of the
    certificates that come along; ``replaced`` when both hold a valid one."""

    enrolment: Enrolment
    twin: Enrolment | None
    awards: tuple[str, ...] = ()
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What joining would do. ``same_application`` are runs to which both have applied."""

    moving: list[Moving]
    applications: int
    same_application: list[str] = field(default_factory=list)

    @property
    def fingerprint(self) -> str:
        """Changes with anything that the page shows."""
        said = [
            (one.enrolment.pk, one.enrolment.status, one.twin and one.twin.status, one.awards) for one in self.moving
        ]
        return hashlib.sha256(repr((said, self.applications, self.same_application)).encode()).hexdigest()


def plan_of(source: User, target: User) -> Plan:
    """What joining ``source`` into ``target`` would do now."""
    twins = {one.run_id: one for one in studies_of(target)}
    theirs = {award.enrolment_id: award for award in _live(target)}
    mine: dict[int, list[Award]] = {}
    for award in awards_of(source.learner) if hasattr(source, "learner") else []:
        mine.setdefault(award.enrolment_id, []).append(award)
    moving = []
    for one in studies_of(source):
        twin, awards = twins.get(one.run_id), mine.get(one.pk, [])
        live = any(not award.superseded_at and not award.revoked_at for award in awards)
        both = bool(twin and live and twin.pk in theirs)
        moving.append(Moving(one, twin, tuple(sorted(award.serial for award in awards)), both))
    applied = {one.run_id: one.run.name for one in _applications(source)}
    same = [name for run, name in sorted(applied.items()) if _applications(target).filter(run=run).exists()]
    return Plan(moving, len(applied), same)


def _live(user: User) -> list[Award]:
    return list(Award.objects.live().filter(enrolment__learner__user=user))


def _applications(user: User) -> QuerySet[Application]:
    return Application.objects.filter(learner__user=user).select_related("run")


def entered(run: Run) -> QuerySet[Enrolment]:
    """Everybody who has ever come into the run, in that order; of somebody erased no row."""
    rows = Enrolment.objects.filter(run=run).exclude(learner__user=None)
    return rows.select_related("learner__user", "group").order_by("enrolled_at", "pk")
