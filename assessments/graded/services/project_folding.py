"""When two enrolments of one person become one: what is said and approved of projects follows."""

from assessments.graded.models.projects import Endorsement, ProjectMessage


def move_projects(*, source_id: int, target_id: int) -> None:
    """Every message and every approval follows to the enrolment that stays."""
    for model in (ProjectMessage, Endorsement):
        model.objects.filter(enrolment_id=source_id).update(enrolment_id=target_id)
