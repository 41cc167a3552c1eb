"""Reading the groups of a run and who is in which."""

from django.db.models import Count, Q

from courses.access_rules import read_rule
from courses.completion.shape import Kind, leaves
from courses.models import Enrolment, Group, Run, RunItem


def groups_of(run: Run) -> list[Group]:
    """The run's groups by name; one query."""
    return list(Group.objects.filter(run=run).order_by("name", "pk"))


def group_of(enrolment: Enrolment) -> Group | None:
    """The group that the learner works in, or None; no query when there is none."""
    return enrolment.group if enrolment.group_id else None


def groups_with_sizes(run: Run) -> list[Group]:
    """The same with ``people``, how many are in each."""
    inside = Q(enrolments__learner__user__isnull=False) & ~Q(enrolments__status=Enrolment.Status.CANCELLED)
    return list(
        Group.objects.filter(run=run).annotate(people=Count("enrolments", filter=inside)).order_by("name", "pk")
    )


def groups_awaited(run: Run) -> list[str]:
    """The names of groups that open a step of the run and that it has not got. Two queries."""
    rules = RunItem.objects.filter(run=run, rule__needs__isnull=False).values_list("rule", flat=True)
    needs = [rule.needs for rule in map(read_rule, rules) if rule.needs]
    named = {leaf.name.strip() for one in needs for leaf in leaves(one) if leaf.kind == Kind.GROUP}
    there = {group.name.strip().casefold() for group in groups_of(run)} if named else set()
    return sorted(name for name in named if name.casefold() not in there)
