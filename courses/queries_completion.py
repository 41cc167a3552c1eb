"""Reading a run's rule: the sentence that says it, and what one participant still misses."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.access_rules import fact_of
from courses.completion.defaults import rule_for
from courses.completion.judging import Verdict, judge
from courses.completion.shape import EVERYTHING, DaysFact, Facts, Group, Kind, StepFact, asks_for, leaves
from courses.completion.sources import compulsory_of, days_of, scores_of
from courses.completion.words import Names, sentence
from courses.models import Activity, Enrolment, Run
from courses.queries import Outline, Step


def rule_in_words(run: Run, stored: dict[str, Any]) -> str:
    """The stored rule, or else that of the run's type, as one sentence with the names that things have in the run's
    course; "" when the type completes nobody."""
    rule = rule_for(stored, run.course.type)
    if rule is None:
        return ""
    keys = [leaf.key for leaf in leaves(rule) if leaf.kind in (Kind.STEP, Kind.SCORE)]
    titles = Activity.objects.filter(key__in=keys).values_list("key", "title") if keys else ()
    names = Names(
        steps={str(key): title for key, title in titles},
        modules=modules_of(run),
        compulsory=compulsory_of(run.pk) if run.contact_days else (),
    )
    return sentence(rule, names)


def modules_of(run: Run) -> dict[str, str]:
    """What the modules of the run's course are called in the reader's language, by key."""
    language = get_language() or ""
    return {
        section["key"]: section["titles"].get(language) or section["titles"].get("fi", "")
        for section in run.course.outline
    }


def rule_to_tell(run: Run) -> str:
    """What completes the run, as one sentence, when it is more than the ordinary "every required step"; else ""."""
    is_ordinary = rule_for(run.rule, run.course.type) == EVERYTHING
    if is_ordinary and not (run.contact_days and compulsory_of(run.pk)):
        return ""
    return rule_in_words(run, run.rule)


def rule_of_steps(run: Run, steps: Sequence[Step], compulsory: tuple[str, ...]) -> str:
    """The run's rule as one sentence for its learner, with the compulsory days of these names; "" when it is the
    ordinary one or completes nobody. No query."""
    rule = rule_for(run.rule, run.course.type)
    if rule is None or (rule == EVERYTHING and not compulsory):
        return ""
    later = steps.hidden if isinstance(steps, Outline) else ()
    names = Names(
        steps={str(step.activity_key): _("something that opens later") for step in later}
        | {str(step.activity_key): step.title for step in steps},
        modules={str(step.section_key): _("something that opens later") for step in later}
        | {str(step.section_key): step.section_title for step in steps},
        compulsory=compulsory,
    )
    return sentence(rule, names)


def facts_for(
    enrolment: Enrolment,
    steps: tuple[StepFact, ...],
    rule: Group,
    contact_days: int,
    *,
    days: DaysFact | None = None,
) -> Facts:
    """What the rule is judged by; asks the rooms above only for what the rule asks for. ``contact_days`` is how many
    the run has; ``days`` are the enrolment's own, when they have been read already."""
    if days is None:
        days = days_of(enrolment) if _asks_days(rule, contact_days) else DaysFact()
    scored = frozenset(leaf.key for leaf in leaves(rule) if leaf.kind == Kind.SCORE)
    return Facts(
        steps=steps,
        days=days,
        scores=scores_of(enrolment.pk, scored) if scored else {},
        approved=enrolment.approved_at is not None,
    )


def _asks_days(rule: Group, contact_days: int) -> bool:
    """Whether days have to be read: of a share of no days nothing has."""
    return any(leaf.kind == Kind.DAYS and (contact_days or leaf.count) for leaf in leaves(rule))


def verdict_on(enrolment: Enrolment, steps: Sequence[Step], days: DaysFact) -> Verdict | None:
    """How far the enrolment is from completion, from steps and days that are already read. What is hidden counts too.
    None for the ordinary rule, of which each step is told for itself, and in a run that completes nobody."""
    run = enrolment.run
    rule = rule_for(run.rule, run.course.type)
    if rule is None or rule == EVERYTHING:
        return None
    whole = steps.whole if isinstance(steps, Outline) else steps
    facts = facts_for(enrolment, tuple(fact_of(step) for step in whole), rule, run.contact_days, days=days)
    return judge(rule, facts)


def asks_approval(run: Run) -> bool:
    """Whether the run's rule asks its trainer to approve the whole."""
    rule = rule_for(run.rule, run.course.type)
    return rule is not None and asks_for(rule, Kind.APPROVAL)
