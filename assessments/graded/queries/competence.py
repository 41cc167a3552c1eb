"""Reading self-assessments. Every lookup carries its right, and trainers get figures of groups only."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from assessments.graded.models.competence import CompetenceAnswer, CompetenceDraft, CompetenceVersion
from assessments.graded.pages.competence import word_of
from assessments.graded.rules.competence import CompetenceSettings, Sums, across, sums_of
from courses.api import Activity, Enrolment, Run, Step, enrolment_for, refuse_locked, steps_in, steps_of

#: Steps that leave something to show.
SHOWING = (Activity.Kind.ASSIGNMENT, Activity.Kind.PROJECT, Activity.Kind.QUIZ)


@dataclass(frozen=True)
class Moment:
    """One self-assessment of a run: the start or the end."""

    step: Step
    version: CompetenceVersion
    settings: CompetenceSettings
    levels: dict[str, int] | None = None
    answer: CompetenceAnswer | None = None


@dataclass(frozen=True)
class OwnCompetence:
    """A self-assessment as one of its learners meets it, with the other moment of the same statements."""

    enrolment: Enrolment
    here: Moment
    start: Moment | None
    end: Moment | None
    #: Own steps that are done and can show what one is able to do.
    works: list[Step]
    #: What was chosen here and not saved yet.
    draft: CompetenceDraft | None = None


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
    steps = steps_of(enrolment) if enrolment else []
    moments = moments_in(steps)
    here = next((one for one in moments if one.step.slug == slug), None)
    if here is None:
        return None
    refuse_locked(enrolment.run, here.step)
    given = {one.activity_id: one for one in CompetenceAnswer.objects.filter(enrolment=enrolment)}
    same = {
        one.settings.moment: _answered(one, given.get(one.step.activity_id))
        for one in moments
        if one.version.set_key == here.version.set_key
    }
    works = [step for step in steps if step.is_done and step.kind in SHOWING]
    draft = CompetenceDraft.objects.filter(enrolment=enrolment, activity_id=here.step.activity_id).first()
    return OwnCompetence(enrolment, same[here.settings.moment], same.get("start"), same.get("end"), works, draft)


def _answered(moment: Moment, answer: CompetenceAnswer | None) -> Moment:
    return Moment(moment.step, moment.version, moment.settings, answer.levels if answer else None, answer)


@dataclass(frozen=True)
class GroupLine:
    """One statement with its averages; None where too few have answered."""

    text: str
    start: float | None
    end: float | None


@dataclass(frozen=True)
class GroupFigures:
    """The figures of a run for one set of statements: how many people each column is of, and its lines; and the same
    of all ``runs`` of the training of which there are figures. ``aim`` is the level that the training aims at."""

    title: str
    aim: int
    at_start: int
    at_end: int
    lines: list[GroupLine]
    runs: int
    all_at_start: int
    all_at_end: int
    all_lines: list[GroupLine]


def group_figures(run: Run) -> list[GroupFigures]:
    """Averages of the whole run and of all runs together, the only groups there are figures of: no filter, so nothing
    can be subtracted."""
    sets: dict[UUID, dict[str, Moment]] = {}
    for one in moments_in(steps_in(run)):
        sets.setdefault(one.version.set_key, {})[one.settings.moment] = one
    return [_figures(run, moments) for moments in sets.values()]


def _figures(run: Run, moments: dict[str, Moment]) -> GroupFigures:
    shown = moments.get("end") or moments["start"]
    keys = [one.key for one in shown.settings.statements]
    sums = {name: _sums_by_run(one, keys) for name, one in moments.items()}
    here = {name: across([found[run.pk]] if run.pk in found else []) for name, found in sums.items()}
    everywhere = {name: across(list(found.values())) for name, found in sums.items()}
    told = {key for found in sums.values() for key, (count, _sums) in found.items() if count}
    return GroupFigures(
        (moments.get("start") or shown).step.title,
        shown.settings.aim,
        *_columns(shown, here, run.language),
        len(told),
        *_columns(shown, everywhere, run.language),
    )


def _columns(
    shown: Moment, found: dict[str, tuple[int, dict[str, float]]], language: str
) -> tuple[int, int, list[GroupLine]]:
    (at_start, start), (at_end, end) = (found.get(name, (0, {})) for name in ("start", "end"))
    text = shown.settings.text_in
    lines = [
        GroupLine(text(one.texts, language), start.get(one.key), end.get(one.key)) for one in shown.settings.statements
    ]
    return at_start, at_end, lines


def _sums_by_run(moment: Moment, keys: list[str]) -> dict[int, Sums]:
    rows = CompetenceAnswer.objects.filter(activity_id=moment.step.activity_id)
    rows = rows.exclude(enrolment__status=Enrolment.Status.CANCELLED).order_by("pk")
    by_run: dict[int, list[dict[str, int]]] = {}
    for run, levels in rows.values_list("enrolment__run_id", "levels"):
        by_run.setdefault(run, []).append(levels)
    return {run: sums_of(answers, keys) for run, answers in by_run.items()}


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
    shown = {key for steps in answer.evidence.values() for key in steps}
    titles = dict(Activity.objects.filter(pk__in=shown).values_list("pk", "title")) if shown else {}
    return [
        f"{settings.text_in(one.texts, language)} {word_of(answer.levels[one.key])}"
        + "".join(f" ({titles[key]})" for key in answer.evidence.get(one.key, ()) if key in titles)
        for one in settings.statements
        if one.key in answer.levels
    ]
