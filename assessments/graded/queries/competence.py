"""Reading self-assessments. Every lookup carries its right, and trainers get figures of groups only."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from assessments.graded.models.competence import CompetenceAnswer, CompetenceVersion
from assessments.graded.pages.competence import word_of
from assessments.graded.rules.competence import CompetenceSettings, averages
from courses.api import Activity, Enrolment, Run, Step, enrolment_for, refuse_locked, steps_in, steps_of


@dataclass(frozen=True)
class Moment:
    """One self-assessment of a run: the start or the end."""

    step: Step
    version: CompetenceVersion
    settings: CompetenceSettings
    levels: dict[str, int] | None = None


@dataclass(frozen=True)
class OwnCompetence:
    """A self-assessment as one of its learners meets it, with the other moment of the same statements."""

    enrolment: Enrolment
    here: Moment
    start: Moment | None
    end: Moment | None


def moments_in(steps: list[Step]) -> list[Moment]:
    """Every self-assessment among ``steps`` as it is published now; one query, none without any."""
    by_key: dict[UUID, Step] = {one.activity_key: one for one in steps if one.kind == Activity.Kind.COMPETENCE}
    if not by_key:
        return []
    rows = CompetenceVersion.objects.filter(activity_key__in=by_key).order_by("number")
    newest = {row.activity_key: row for row in rows}
    return [
        Moment(step, newest[key], CompetenceSettings.restored(newest[key].settings))
        for key, step in by_key.items()
        if key in newest
    ]


def competence_for(learner: Any, run_code: str, slug: str) -> OwnCompetence | None:
    """The learner's own self-assessment with what they answered; None when there is none. Raises
    ``StepLocked``."""
    enrolment = enrolment_for(learner, run_code)
    moments = moments_in(steps_of(enrolment)) if enrolment else []
    here = next((one for one in moments if one.step.slug == slug), None)
    if here is None:
        return None
    refuse_locked(enrolment.run, here.step)
    answers = CompetenceAnswer.objects.filter(enrolment=enrolment).values_list("activity_id", "levels")
    given = dict(answers)
    same = {
        one.settings.moment: Moment(one.step, one.version, one.settings, given.get(one.step.activity_id))
        for one in moments
        if one.version.set_key == here.version.set_key
    }
    return OwnCompetence(enrolment, same[here.settings.moment], same.get("start"), same.get("end"))


@dataclass(frozen=True)
class GroupLine:
    """One statement with its averages; None where too few have answered."""

    text: str
    start: float | None
    end: float | None


@dataclass(frozen=True)
class GroupFigures:
    """The figures of a run for one set of statements: how many people each column is of, and its lines."""

    title: str
    at_start: int
    at_end: int
    lines: list[GroupLine]


def group_figures(run: Run) -> list[GroupFigures]:
    """Averages of the whole run, the only group there is figures of: no filter, so nothing can be subtracted."""
    sets: dict[UUID, dict[str, Moment]] = {}
    for one in moments_in(steps_in(run)):
        sets.setdefault(one.version.set_key, {})[one.settings.moment] = one
    return [_figures(run, moments) for moments in sets.values()]


def _figures(run: Run, moments: dict[str, Moment]) -> GroupFigures:
    shown = moments.get("end") or moments["start"]
    keys = [one.key for one in shown.settings.statements]
    found = {name: averages(_answers(run, one), keys) for name, one in moments.items()}
    (at_start, start), (at_end, end) = (found.get(name, (0, {})) for name in ("start", "end"))
    text = shown.settings.text_in
    lines = [
        GroupLine(text(one.texts, run.language), start.get(one.key), end.get(one.key))
        for one in shown.settings.statements
    ]
    return GroupFigures((moments.get("start") or shown).step.title, at_start, at_end, lines)


def _answers(run: Run, moment: Moment) -> list[dict[str, int]]:
    rows = CompetenceAnswer.objects.filter(enrolment__run=run, activity_id=moment.step.activity_id)
    rows = rows.exclude(enrolment__status=Enrolment.Status.CANCELLED)
    return list(rows.order_by("pk").values_list("levels", flat=True))


def answers_for_export(learner: Any) -> list[dict[str, Any]]:
    """A person's own answers in words."""
    rows = CompetenceAnswer.objects.filter(enrolment__learner=learner).select_related(
        "activity", "version", "enrolment__run"
    )
    return [
        {"activity__title": row.activity.title, "answer": _in_words(row), "saved_at": row.saved_at}
        for row in rows.order_by("pk")
    ]


def _in_words(answer: CompetenceAnswer) -> list[str]:
    settings, language = CompetenceSettings.restored(answer.version.settings), answer.enrolment.run.language
    return [
        f"{settings.text_in(one.texts, language)} {word_of(answer.levels[one.key])}"
        for one in settings.statements
        if one.key in answer.levels
    ]
