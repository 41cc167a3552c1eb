"""Facts: what rooms tell each other upward, in the past tense and by ids only.

A receiver runs inside the teller's transaction, in a savepoint of its own: what it adds (an award) is there
when the response is sent; when it fails, the fact it heard about stands and a reconcile command repairs.
"""

import logging
from collections.abc import Callable

from django.db import transaction

log = logging.getLogger("polku.facts")


class Fact:
    """One kind of fact, for example ``enrolment_completed = Fact("enrolment_id")``."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self._receivers: list[Callable[..., None]] = []

    def receiver(self, function: Callable[..., None]) -> Callable[..., None]:
        """Register ``function``; registering it twice has no further effect."""
        if function not in self._receivers:
            self._receivers.append(function)
        return function

    def announce(self, **ids: object) -> None:
        """Tell every receiver. A receiver that raises is logged and undone alone."""
        for function in list(self._receivers):
            try:
                with transaction.atomic():
                    function(**ids)
            except Exception:
                log.exception("a receiver failed; the reconcile command will repair it")

    def announce_strictly(self, **ids: object) -> None:
        """Tell every receiver in the caller's transaction; the first failure undoes everything."""
        for function in list(self._receivers):
            function(**ids)
