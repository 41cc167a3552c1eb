"""Is the process alive, and can it serve? Yes or no, and no details: anybody may ask."""

import logging

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lms.accounts.api import public
from lms.jobs.api import queue_health

#: Seconds that a due job may wait; longer than this the worker is not running and sign-in codes do not go out.
LONGEST_WAIT = 15 * 60

log = logging.getLogger("polku.health")
#: Whether this process has seen the database at its own migrations: they do not change under a running process.
_migrated = False


@public
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches no database: a database that is away is no reason to kill the process."""
    return HttpResponse("ok", content_type="text/plain")


@public
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers, is migrated, and the queue moves."""
    if is_ready():
        return HttpResponse("ok", content_type="text/plain")
    return HttpResponse("not ready", status=503, content_type="text/plain")


def is_ready() -> bool:
    """Whether requests can be served now; the reason goes to the log only."""
    try:
        waited = queue_health()["oldest_due_seconds"]
        if not is_migrated():
            log.error("migrations are missing")
            return False
    except DatabaseError as error:
        log.error("the database does not answer: %s", type(error).__name__)
        return False
    if waited > LONGEST_WAIT:
        log.error("the oldest due job has waited %s s", waited)
    return waited <= LONGEST_WAIT


def is_migrated() -> bool:
    """Whether every migration of this code has been applied; read from disk once, until the answer is yes."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated
