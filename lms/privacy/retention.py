"""What goes by itself when its time has come."""

from datetime import timedelta

from lms.accounts.api import idle_learners
from lms.jobs.api import scheduled
from lms.privacy.erasure import erase_learner


@scheduled("purge idle learners", every=timedelta(days=1))
def purge_idle_learners() -> int:
    """Erase everybody without an account whose deletion date has come, each in a transaction of their own."""
    number = 0
    for learner in list(idle_learners()):
        erase_learner(learner=learner)
        number += 1
    return number
