"""Reading the groups of a run and who is in which."""

from courses.models import Enrolment, Group, Run


def groups_of(run: Run) -> list[Group]:
    """The run's groups by name; one query."""
    return list(Group.objects.filter(run=run).order_by("name", "pk"))


def group_of(enrolment: Enrolment) -> Group | None:
    """The group that the learner works in, or None; no query when there is none."""
    return enrolment.group if enrolment.group_id else None
