"""Two enrolments of one person become one."""

from courses.followups.models import FollowUp


def move_follow_ups(*, source_id: int, target_id: int) -> None:
    """Of two conversations after as many months the one that was had stays; else the target's."""
    have = {row.months: row for row in FollowUp.objects.filter(enrolment=target_id)}
    for row in FollowUp.objects.filter(enrolment=source_id):
        kept = have.get(row.months)
        if kept and (row.is_open or not kept.is_open):
            row.delete()
            continue
        if kept:
            kept.delete()
        FollowUp.objects.filter(pk=row.pk).update(enrolment=target_id)
