"""What goes by itself when its time has come."""

import logging
from datetime import timedelta

from django.db import transaction

from lms.accounts.api import idle_learners
from lms.jobs.api import scheduled
from lms.privacy.erasure import CannotErase, erase_learner

log = logging.getLogger("polku.privacy")


@scheduled("purge idle learners", every=timedelta(days=1))
def purge_idle_learners() -> int:
    """Erase everybody without an account whose deletion date has come, each in a transaction of their own; returns
    how many. Who cannot be erased does not keep the others."""
    return sum(_purge(pk) for pk in list(idle_learners().values_list("pk", flat=True)))


def _purge(pk: int) -> int:
    try:
        with transaction.atomic():
            learner = idle_learners().select_for_update(of=("self",)).filter(pk=pk).first()
            if learner is None:  # they came back meanwhile
                return 0
            erase_learner(learner=learner)
    except CannotErase as reason:
        log.error("an idle learner (%s) could not be erased: %s", pk, reason)
        return 0
    return 1
