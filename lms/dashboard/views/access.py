"""Whose run it is: a run that is not yours is a missing run."""

from django.http import Http404, HttpRequest

from courses.api import Group, Run, groups_of
from lms.accounts.api import COHORT_ADMINISTRATOR, has_role
from lms.dashboard.queries import run_in_care


def manages_runs(request: HttpRequest) -> bool:
    """Whether the person looks after every run and may make new ones."""
    return has_role(request.user, COHORT_ADMINISTRATOR)


def only_for_managers(request: HttpRequest) -> None:
    """Nothing is here for others."""
    if not manages_runs(request):
        raise Http404


def run_of(request: HttpRequest, code: str) -> Run:
    """The run, if the person teaches it (``is_taught``) or manages runs (``is_managed``). Who only manages it does not
    read what is written there."""
    run = run_in_care(request.user, code)
    if run is None:
        raise Http404
    return run


def groups_asked(request: HttpRequest, run: Run) -> list[Group]:
    """The run's groups for a table to take along: it shows no list to choose from, so they are needed only where the
    address names one."""
    return groups_of(run) if request.GET.get("ryhma") else []
