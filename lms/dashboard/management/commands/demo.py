"""``manage.py demo``: the starter content, and in demo mode one person for each role."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand, OutputWrapper
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from content.permissions import ensure_author_permissions
from content.seeding.loader import load_when_changed
from courses.api import (
    Course,
    Run,
    add_group,
    close_run,
    create_run,
    enrol_learner,
    move_people,
    name_trainer,
    set_times,
)
from lms.accounts.api import AUTHOR, COACH, COHORT_ADMINISTRATOR, SITE_ADMINISTRATOR, Learner, User
from lms.dashboard.demo_coaching import add_coaching
from lms.dashboard.demo_days import add_demo_days, mark_first_day
from lms.dashboard.demo_life import add_life


@dataclass(frozen=True)
class DemoPerson:
    """Somebody invented, who can sign in as long as this is a demo."""

    name: str
    role: Any
    first_name: str
    last_name: str
    groups: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.name}@esimerkki.fi"

    @property
    def password(self) -> str:
        return f"demo-{self.name}-2026"


EIGHT_MONTHS = timedelta(days=240)
A_YEAR = timedelta(weeks=52)
GROUPS = ("Lahden ryhmä", "Kouvolan ryhmä")
PRACTICE_PLACE = "Lahti, Vapaudenkatu 10"
TRAINER = "kouluttaja"
#: A training with assignments needs somebody in it, and it opens to nobody by itself.
COORDINATOR = "koordinaattori"
ONE_COACH, OTHER_COACH = "ohjaaja", "toinenohjaaja"
COORDINATORS_TRAINING = "tyokykykoordinaattori"
PEOPLE = (
    DemoPerson("opiskelija", gettext_lazy("trainee"), "Outi", "Opiskelija"),
    DemoPerson(COORDINATOR, gettext_lazy("trainee in the long training"), "Kaisa", "Koordinaattori"),
    DemoPerson(TRAINER, gettext_lazy("trainer and author"), "Kalle", "Kouluttaja", (AUTHOR,)),
    DemoPerson("tekija", gettext_lazy("author"), "Tiina", "Tekijä", (AUTHOR,)),
    DemoPerson(ONE_COACH, gettext_lazy("coach"), "Onni", "Ohjaaja", (COACH,)),
    DemoPerson(OTHER_COACH, gettext_lazy("another coach"), "Oona", "Ohjaaja", (COACH,)),
    DemoPerson("ryhmavastaava", gettext_lazy("cohort administrator"), "Raija", "Ryhmä", (COHORT_ADMINISTRATOR,)),
    DemoPerson("yllapito", gettext_lazy("site administrator"), "Ylva", "Ylläpitäjä", (SITE_ADMINISTRATOR,)),
)


class Command(BaseCommand):
    help = "Load the starter content; in demo mode also make one account for each role. Changes nothing twice."

    def handle(self, *args: Any, **options: Any) -> None:
        report = load_when_changed()
        for sentence in report.kept:
            self.stdout.write(sentence)
        for sentence in report.problems:  # the site starts without the broken file
            self.stderr.write(sentence)
        if report.changed:
            self.stdout.write(f"Starter content: {len(report.created)} made, {len(report.updated)} updated.")
        ensure_people()


@transaction.atomic
def ensure_people() -> None:
    """The roles' rights everywhere; the demo accounts in demo mode only."""
    groups = ensure_author_permissions()
    if not settings.DEMO:
        return
    existing = set(User.objects.filter(email__in=[person.email for person in PEOPLE]).values_list("email", flat=True))
    for person in PEOPLE:
        if person.email not in existing:
            _make(person, [groups[name] for name in person.groups])
    if f"{COORDINATOR}@esimerkki.fi" not in existing:
        _make_practice_run()
    if f"{OTHER_COACH}@esimerkki.fi" not in existing:
        coach, other = (User.objects.get(email=f"{name}@esimerkki.fi") for name in (ONE_COACH, OTHER_COACH))
        add_coaching(coach=coach, other=other, language=settings.LANGUAGE_CODE)


def _make_practice_run() -> None:
    """A run of the coordinators' training that is going on, with its trainer, two groups and their people; and the one
    before it, which is over and which the next may be made from."""
    course = Course.objects.filter(code=COORDINATORS_TRAINING).first()
    if course is None or Run.objects.filter(code="harjoitusryhma").exists():
        return
    starts = timezone.localdate() - timedelta(weeks=2)
    trainer = User.objects.get(email=f"{TRAINER}@esimerkki.fi")
    _make_earlier_run(course, starts - A_YEAR, trainer)
    run = create_run(
        course=course,
        code="harjoitusryhma",
        name="Harjoitusryhmä",
        actor=None,
        starts=starts,
        ends=starts + EIGHT_MONTHS,
        place=PRACTICE_PLACE,
    )
    name_trainer(run=run, user=trainer, actor=None)
    groups = [add_group(run=run, name=name, actor=None) for name in GROUPS]
    trainee = User.objects.get(email=f"{COORDINATOR}@esimerkki.fi")
    learner, _made = Learner.objects.get_or_create(user=trainee)
    enrolment = enrol_learner(run=run, learner=learner, invited=True)
    move_people(run=run, places={enrolment.pk: groups[0].pk}, actor=None)
    mark_first_day(add_demo_days(run, starts=starts, trainer=trainer), enrolment, trainer=trainer)
    add_life(run, groups=groups, trainer=trainer)


def _make_earlier_run(course: Course, starts: date, trainer: User) -> None:
    """The run of the year before: closed, with the times of its tests."""
    run = create_run(
        course=course,
        code="harjoitusryhma-edellinen",
        name=f"Harjoitusryhmä {starts.year}",
        actor=None,
        starts=starts,
        ends=starts + EIGHT_MONTHS,
        enrolment_opens=_at(starts - timedelta(weeks=10), 8),
        enrolment_closes=_at(starts - timedelta(weeks=2), 16),
        place=PRACTICE_PLACE,
        capacity=24,
    )
    name_trainer(run=run, user=trainer, actor=None)
    for name in GROUPS:
        add_group(run=run, name=name, actor=None)
    for week, item in enumerate(run.items.filter(activity__kind="quiz"), start=1):
        set_times(
            run=run,
            activity_id=item.activity_id,
            opens_at=_at(starts + timedelta(weeks=4 * week), 9),
            closes_at=_at(starts + timedelta(weeks=4 * week + 2), 16),
            actor=None,
        )
    add_demo_days(run, starts=starts, trainer=trainer)
    close_run(run=run, actor=trainer)


def _at(day: date, hour: int) -> datetime:
    """That hour of the day here."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _make(person: DemoPerson, groups: list[Any]) -> None:
    """One account with a verified address. An account that exists is left alone, its password above all."""
    user = User.objects.create_user(
        email=person.email,
        password=person.password,
        first_name=person.first_name,
        last_name=person.last_name,
        is_staff=bool(person.groups),
        is_demo=True,
    )
    user.groups.set(groups)
    EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
    if person.name == TRAINER:
        for run in Run.objects.filter(course__policy=Course.Policy.TRAINING):
            name_trainer(run=run, user=user, actor=None)


def print_welcome(port: str | int, out: OutputWrapper) -> None:
    """The addresses and the demo accounts, on the terminal of the one who started the site."""
    base = f"http://localhost:{port}"
    with override(settings.LANGUAGE_CODE):
        rows = [(str(person.role).capitalize(), person.email, _password_of(person)) for person in PEOPLE]
        out.write("")
        out.write(f"Polku: {base}/")
        if settings.DEMO:
            addresses = (
                (_("My page"), "/oma/"),
                (_("Authoring"), "/hallinta/"),
                (_("Trainer's pages"), "/kouluttaja/"),
                (_("Mail that was sent"), "/demo/posti/"),
            )
            for label, path in addresses:
                out.write(f"  {label:<24}{base}{path}")
            out.write("")
            widths = [max(len(row[column]) for row in rows) + 2 for column in range(2)]
            for role, email, password in rows:
                out.write(f"  {role:<{widths[0]}}{email:<{widths[1]}}{password}")
        out.write("")


def _password_of(person: DemoPerson) -> str:
    """The password, unless somebody has changed it."""
    user = User.objects.filter(email=person.email, is_demo=True).first()
    if user is None:
        return _("(no account)")
    return person.password if user.check_password(person.password) else _("(password changed)")
