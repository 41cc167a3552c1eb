"""When two accounts of one person become one: everything about trainings follows."""

from courses.models import Course, Enrolment, Invitation, Run
from courses.services.enrolment import fold_enrolments
from courses.services.progress import settle_enrolment


def join_trainings(*, source_id: int, target_id: int, **_accounts: int) -> None:
    """Enrolments and used invitations. What the two accounts have done together may complete a run. The runs are
    locked first, in the order of their keys, as everything about places does."""
    both = Enrolment.objects.filter(learner_id__in=[source_id, target_id], run__course__policy=Course.Policy.TRAINING)
    list(Run.objects.select_for_update().filter(pk__in=list(both.values_list("run_id", flat=True))).order_by("pk"))
    fold_enrolments(source_id=source_id, target_id=target_id, trainings_only=True)
    Invitation.objects.filter(learner_id=source_id).update(learner_id=target_id)
    for enrolment in both.select_for_update(of=("self",)).filter(status=Enrolment.Status.ACTIVE).order_by("pk"):
        settle_enrolment(enrolment=enrolment, actor=None)
