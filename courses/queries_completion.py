"""Reading a run's rule: the sentence that says it, and what one participant still misses."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.completion.judging import Verdict, judge
from courses.completion.shape import DaysFact, Facts, Group, Kind, StepFact, asks_for, leaves, parse
from courses.completion.sources import compulsory_of, days_of, scores_of
from courses.completion.words import Names, sentence
from courses.models import Activity, Enrolment, Run
from courses.queries import Outline, Step


def rule_in_words(run: Run, stored: dict[str, Any]) -> str:
    """The stored rule as one sentence, with the names that things have in the run's course."""
    rule, language = parse(stored), get_language()
    keys = [leaf.key for leaf in leaves(rule) if leaf.kind in (Kind.STEP, Kind.SCORE)]
    titles = Activity.objects.filter(key__in=keys).values_list("key", "title") if keys else ()
    modules = {
        section["key"]: section["titles"].get(language or "") or section["titles"].get("fi", "")
        for section in run.course.outline
    }
    names = Names(
        steps={str(key): title for key, title in titles},
        modules=modules,
        compulsory=compulsory_of(run.pk) if asks_for(rule, Kind.DAYS) else (),
    )
    return sentence(rule, names)


def rule_of_steps(run: Run, steps: Sequence[Step]) -> tuple[str, Names]:
    """The run's rule as one sentence for its learner, and the names used; no query for steps and modules."""
    rule = parse(run.rule)
    later = steps.hidden if isinstance(steps, Outline) else ()
    names = Names(
        steps={str(step.activity_key): _("something that opens later") for step in later}
        | {str(step.activity_key): step.title for step in steps},
        modules={str(step.section_key): _("something that opens later") for step in later}
        | {str(step.section_key): step.section_title for step in steps},
        compulsory=compulsory_of(run.pk) if asks_for(rule, Kind.DAYS) else (),
    )
    return sentence(rule, names), names


def facts_for(enrolment: Enrolment, steps: tuple[StepFact, ...], rule: Group) -> Facts:
    """What the rule is judged by; asks the rooms above only for what the rule asks for."""
    scored = frozenset(leaf.key for leaf in leaves(rule) if leaf.kind == Kind.SCORE)
    return Facts(
        steps=steps,
        days=days_of(enrolment.pk) if asks_for(rule, Kind.DAYS) else DaysFact(),
        scores=scores_of(enrolment.pk, scored) if scored else {},
        approved=enrolment.approved_at is not None,
    )


def verdict_on(enrolment: Enrolment, steps: Sequence[Step]) -> Verdict:
    """How far the enrolment is from completion, from steps that are already read. What is hidden counts too."""
    rule = parse(enrolment.run.rule)
    whole = steps.whole if isinstance(steps, Outline) else steps
    return judge(rule, facts_for(enrolment, tuple(step_fact(step) for step in whole), rule))


def step_fact(step: Step) -> StepFact:
    """A step as the judge sees it."""
    return StepFact(
        key=str(step.activity_key),
        title=step.title,
        section=str(step.section_key),
        required=step.required,
        done=step.is_done,
    )


def asks_approval(run: Run) -> bool:
    """Whether the run's rule asks its trainer to approve the whole."""
    return asks_for(parse(run.rule), Kind.APPROVAL)
