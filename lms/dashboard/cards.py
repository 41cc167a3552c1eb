"""What my page says of each study: one card to continue, rows for the rest."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.api import Step, next_step
from lms.dashboard.outline import is_locked, short_date, step_address
from lms.dashboard.queries import Study, steps_of_study


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
    #: Everything else of the study: what one looks for by its name, not by its turn.
    home: str


def continue_card(studies: list[Study], *, language: str) -> ContinueCard | None:
    """The card of the study touched last; None when nothing is unfinished."""
    if not studies or studies[0].is_completed:
        return None
    study = studies[0]
    steps = steps_of_study(study)
    step = next_step(steps)
    title = study.title_in(language)
    return ContinueCard(
        title=title,
        run_name="" if study.is_coaching or study.run_name == title else study.run_name,
        step_title=step.title if step else "",
        minutes=step.minutes if step else 0,
        done=sum(step.is_done for step in steps),
        total=len(steps),
        url=_where(study, step),
        label=_("Continue the coaching") if study.is_coaching else _("Continue the training"),
        home=study_address(study),
    )


def _where(study: Study, step: Step | None) -> str:
    home = study_address(study)
    if study.is_coaching or step is None or is_locked(step, timezone.now()):
        return home
    return step_address(home, step)


def study_address(study: Study) -> str:
    """Where a study begins: the course home, or the coaching's own path."""
    return reverse("coaching:path" if study.is_coaching else "dashboard:course", args=[study.run_code])


def study_rows(studies: list[Study], *, language: str) -> list[dict]:
    """The other studies, for `ui/rows.html`."""
    return [_row(study, language) for study in studies]


def missed_rows(studies: list[Study]) -> list[dict]:
    """A missed compulsory day of each unfinished study, with what one can do about it."""
    return [
        {
            "what": study.missed["title"],
            "url": reverse("meetings:day", args=[study.run_code, study.missed["id"]]),
            "to_do": bool(study.missed["do"]),
        }
        for study in studies
        if study.missed and not study.is_completed
    ]


def _row(study: Study, language: str) -> dict:
    if study.is_completed and study.completed_at:
        when = _("Completed on %(date)s") % {"date": short_date(study.completed_at)}
    else:
        when = _("Last here on %(date)s") % {"date": short_date(study.touched_at)}
    return {
        "when": when,
        "what": study.title_in(language),
        "url": study_address(study),
        "status": _("Completed") if study.is_completed else _("In progress"),
        "kind": "done" if study.is_completed else "todo",
        "icon": "check" if study.is_completed else "",
    }
