"""Reading the groups of a run and who is in which."""

from django.db.models import Count, Q

from courses.models import Enrolment, Group, Run


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
