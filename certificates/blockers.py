"""Why a certificate is not there yet, in sentences for the learner."""

from django.utils.translation import gettext as _

from certificates.models import Award
from certificates.queries import claim_of, claimable
from certificates.rules import Obstacle, judge_claim
from courses.api import Enrolment


def award_blockers(enrolment: Enrolment) -> list[str]:
    """What stands between the learner and the certificate; empty when it is there or the course gives none."""
    fresh = claimable().get(pk=enrolment.pk)
    if fresh.awarded_before:
        revoked = not Award.objects.live().filter(enrolment=enrolment).exists()
        return [_("The certificate has been revoked.")] if revoked else []
    verdict = judge_claim(claim_of(fresh))
    if Obstacle.NO_TEMPLATE in verdict.obstacles:
        return []
    sentences = {
        Obstacle.TEACHES: _("You teach this run, so it gives you no certificate."),
        Obstacle.NOT_COMPLETED: _("The training is not completed yet."),
        Obstacle.STEPS_MISSING: _("Still to do: %(steps)s") % {"steps": ", ".join(verdict.missing)},
        Obstacle.NO_NAME: _("Write your first and last name in your account: the certificate needs it."),
    }
    return [sentences[obstacle] for obstacle in verdict.obstacles]
