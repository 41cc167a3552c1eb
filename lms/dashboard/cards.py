"""What my page says of each study: one card to continue, rows for the rest."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.api import Course, Enrolment, Step, next_step, steps_of
from lms.dashboard.outline import is_locked, short_date, step_address


@dataclass(frozen=True, slots=True)
class ContinueCard:
    """The one thing to continue: where it leads and how far one is."""

    title: str
    run_name: str
    step_title: str
    minutes: int
    done: int
    total: int
    url: str
    label: str


def continue_card(studies: list[Enrolment], *, language: str) -> ContinueCard | None:
    """The card of the study touched last; None when nothing is unfinished."""
    if not studies or studies[0].status != Enrolment.Status.ACTIVE:
        return None
    study = studies[0]
    step = next_step(steps_of(study))
    title = study.run.course.title_in(language)
    return ContinueCard(
        title=title,
        run_name="" if is_coaching(study) or study.run.name == title else study.run.name,
        step_title=step.title if step else "",
        minutes=step.minutes if step else 0,
        done=study.steps_done,
        total=study.steps,
        url=_where(study, step),
        label=_("Continue the coaching") if is_coaching(study) else _("Continue the training"),
    )


def _where(study: Enrolment, step: Step | None) -> str:
    home = study_address(study)
    if is_coaching(study) or step is None or is_locked(step, timezone.now()):
        return home
    return step_address(home, step)


def is_coaching(study: Enrolment) -> bool:
    """Whether this is the coaching, whose answers are the writer's own."""
    return study.run.course.policy == Course.Policy.PRIVATE


def study_address(study: Enrolment) -> str:
    """Where a study begins: the course home, or the coaching's own path."""
    return reverse("coaching:path" if is_coaching(study) else "dashboard:course", args=[study.run.code])


def study_rows(studies: list[Enrolment], *, language: str) -> list[dict]:
    """The other studies, for `ui/rows.html`."""
    return [_row(study, language) for study in studies]


def _row(study: Enrolment, language: str) -> dict:
    completed = study.status == Enrolment.Status.COMPLETED
    if completed and study.completed_at:
        when = _("Completed on %(date)s") % {"date": short_date(study.completed_at)}
    else:
        when = _("Done %(done)d / %(total)d") % {"done": study.steps_done, "total": study.steps}
    return {
        "when": when,
        "what": study.run.course.title_in(language),
        "url": study_address(study),
        "status": _("Completed") if completed else _("In progress"),
        "kind": "done" if completed else "todo",
        "icon": "check" if completed else "",
    }
