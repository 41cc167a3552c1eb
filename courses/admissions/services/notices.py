"""Mail about getting in. Subjects say nothing of the person; what anybody wrote is in no mail but on its page."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from courses.admissions.models import Application, Approval, Turn
from courses.admissions.tokens import issue_link
from courses.api import Run
from lms.jobs.api import Fact, Kind, Pace, Telling, declare, notify, notify_many, send_letter

COURSE = Fact(_("name of the training"), _("Training for work ability coordinators"))
RUN = Fact(_("name and days of the run"), _("Spring 2027, 14.1.2027–20.5.2027"))
DAY = Fact(_("last day of the link"), "31.12.2026")


def _decided(state: str, label: str, *body: str) -> Kind:
    return declare(
        Kind(
            slug=f"admissions.{state}",
            label=label,
            subject=_("Your application has been decided"),
            body=(*body, "%(run)s"),
            facts={"course": COURSE, "run": RUN},
            button=_("See the page of the training"),
            pace=Pace.AT_ONCE,
        )
    )


DECIDED = {
    Application.State.ACCEPTED: _decided(
        "accepted",
        _("Application accepted"),
        _("Your application to the training %(course)s is accepted, and you have a place. Welcome!"),
    ),
    Application.State.WAITING: _decided(
        "waiting",
        _("Application accepted, run full"),
        _(
            "Your application to the training %(course)s is accepted, but the run is full just now. You are on the"
            " waiting list, and we write to you as soon as there is a place."
        ),
    ),
    Application.State.DECLINED: _decided(
        "declined",
        _("Application not accepted"),
        _(
            "Thank you for applying to the training %(course)s. This time we could not offer you a place. It says"
            " nothing bad of you."
        ),
        _("You are welcome to apply again another time."),
    ),
}
CLOSED = declare(
    Kind(
        slug="admissions.run-closed",
        label=_("Run closed before a decision"),
        subject=_("Your application has been decided"),
        body=(
            _(
                "Thank you for applying to the training %(course)s. The run has been closed, and we could not offer"
                " you a place in it. It says nothing bad of you."
            ),
            "%(run)s",
            "%(next)s",
        ),
        facts={
            "course": COURSE,
            "run": RUN,
            "next": Fact(
                _("what one can do next"),
                _("The page of the trainings shows what you can join now and what is coming."),
            ),
        },
        button=_("See the page of the training"),
        pace=Pace.AT_ONCE,
    )
)
OFFER = declare(
    Kind(
        slug="admissions.offer",
        label=_("A place offered from the waiting list"),
        subject=_("A place in a training is waiting for your answer"),
        body=(
            _(
                "There is a place for you in the training %(course)s. Answer by %(day)s at %(time)s; until then it is"
                " kept for you."
            ),
            "%(run)s",
            _(
                "The link opens the page of the queue, where you take the place or leave it to the next one. Opening it"
                " binds you to nothing."
            ),
        ),
        facts={
            "course": COURSE,
            "run": RUN,
            "day": Fact(_("last day to answer"), "31.12.2026"),
            "time": Fact(_("time of day"), "12.00"),
        },
        button=_("Answer the offer"),
        pace=Pace.AT_ONCE,
        needed=frozenset({"day", "time"}),
    )
)
ENDED = declare(
    Kind(
        slug="admissions.queue-ended",
        label=_("The waiting list has ended"),
        subject=_("The waiting list of a training has ended"),
        body=(
            _("Thank you for waiting. The training %(course)s has ended, and no place became free for you this time."),
            "%(run)s",
            _("You need do nothing. The page of the trainings shows what you can join now and what is coming."),
        ),
        facts={"course": COURSE, "run": RUN},
        button=_("See the trainings"),
        pace=Pace.AT_ONCE,
    )
)
REMOVED = declare(
    Kind(
        slug="admissions.queue-removed",
        label=_("Taken off the waiting list"),
        subject=_("You are not on a waiting list any more"),
        body=(
            _(
                "Thank you for waiting. The organiser has taken you off the waiting list of the training %(course)s. If"
                " this surprises you, write to the organiser."
            ),
            "%(run)s",
            _("The page of the trainings shows what you can join now and what is coming."),
        ),
        facts={"course": COURSE, "run": RUN},
        button=_("See the page of the training"),
        pace=Pace.AT_ONCE,
    )
)
ANSWERED = declare(
    Kind(
        slug="admissions.employer-answered",
        label=_("An employer has answered"),
        subject=_("Your employer has answered"),
        body=(
            _(
                "Your employer has answered about your taking part in the training %(course)s. You see the answer on"
                " the page of your application."
            ),
        ),
        facts={"course": COURSE},
        button=_("See your application"),
        pace=Pace.AT_ONCE,
    )
)
ASKED = declare(
    Kind(
        slug="admissions.employer-asked",
        label=_("An employer is asked to approve"),
        subject=_("An employee asks for your approval"),
        body=(
            _(
                "%(who)s would like to take part in the training %(course)s and asks for your approval as the employer."
                " You need no account. The link works once, until %(day)s, and opening it decides nothing. If you do"
                " not know %(who)s, you can delete this message."
            ),
            "%(run)s",
        ),
        facts={"who": Fact(_("name of the applicant"), "Tiina Testaaja"), "course": COURSE, "run": RUN, "day": DAY},
        button=_("Read and answer"),
        pace=Pace.AT_ONCE,
    )
)


def tell_of_offer(turn: Turn, *, run: Run) -> None:
    """A place is offered; one answers on the page."""
    until = timezone.localtime(turn.reply_by)
    more = {"day": date_format(until, "j.n.Y"), "time": date_format(until, "H.i")}
    _tell(OFFER, f"place-offered:{turn.pk}", turn.learner.user, run, "admissions:queue", more)


def tell_of_end(turn: Turn, *, run: Run) -> None:
    """The run was closed while somebody queued for it."""
    _tell(ENDED, f"queue-ended:{turn.pk}", turn.learner.user, run, "admissions:queue", {})


def tell_of_removal(turn: Turn, *, run: Run) -> None:
    """Staff took somebody off the queue."""
    _tell(REMOVED, f"queue-removed:{turn.pk}", turn.learner.user, run, "courses:enrol", {})


def tell_of_decision(application: Application) -> None:
    """The application was decided."""
    key = f"application-decided:{application.pk}:{int(application.decided_at.timestamp())}"
    page = "dashboard:course" if application.state == Application.State.ACCEPTED else "admissions:apply"
    _tell(DECIDED[Application.State(application.state)], key, application.learner.user, application.run, page, {})


def tell_of_closing(applications: Sequence[Application], *, run: Run, following: Run | None) -> None:
    """The run was closed before these were decided; ``following`` is the run that one can get into instead."""
    link = ["courses:enrol", following.code] if following else ["admissions:apply", run.code]
    tellings = []
    for one in applications:
        user = one.learner.user
        if user:
            facts = {"course": run.course.title_in(user.language), "run": name_and_days(run)}
            facts["next"] = _what_next(following, user.language)
            key = f"application-ended:{one.pk}:{int(one.decided_at.timestamp())}"
            tellings.append(Telling(key=key, to=user, facts=facts, link=link))
    notify_many(CLOSED, tellings)


def _what_next(following: Run | None, language: str) -> str:
    with override(language):
        if following:
            said = gettext("The training's next run is %(run)s. The link opens its page, where you see how to get in.")
            return said % {"run": name_and_days(following)}
        return gettext("The page of the trainings shows what you can join now and what is coming.")


def tell_of_approval(approval: Approval) -> None:
    """The employer has answered."""
    application, key = approval.application, f"employer-answered:{approval.pk}:{approval.serial}"
    _tell(ANSWERED, key, application.learner.user, application.run, "admissions:apply", {})


def _tell(kind: Kind, key: str, user: object, run: Run, page: str, more: dict[str, str]) -> None:
    facts = {"course": run.course.title_in(user.language), "run": name_and_days(run)} | more if user else {}
    notify(
        kind, key=key, to=user, facts={name: facts[name] for name in kind.facts if name in facts}, link=[page, run.code]
    )


def name_and_days(run: Run) -> str:
    """The run in a line."""
    days = "–".join(date_format(day, "j.n.Y") for day in (run.starts, run.ends) if day)
    return ", ".join(part for part in (run.name, days) if part)


def ask_employer_by_mail(approval: Approval) -> None:
    """The link, in the language of the run: who gets it has no account and so no language here."""
    run, learner = approval.application.run, approval.application.learner
    with override(run.language):
        url = settings.PUBLIC_BASE_URL + reverse("employer:approval", args=[issue_link(approval)])
    facts = {
        "who": learner.user.get_full_name(),
        "course": run.course.title_in(run.language),
        "run": name_and_days(run),
        "day": date_format(timezone.localtime(approval.expires_at), "j.n.Y"),
    }
    key = f"employer-asked:{approval.pk}:{approval.serial}"
    send_letter(ASKED, key=key, to=approval.email, language=run.language, facts=facts, url=url)
