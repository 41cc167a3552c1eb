"""What stands in the way of another course type."""

from courses.models import Course, Run


def is_type_fixed(course: Course) -> bool:
    """Whether a run of the course has begun: what its people were promised (days, a queue, a certificate) then
    stays."""
    return Run.objects.filter(course=course).exclude(frozen_at=None).exists()
