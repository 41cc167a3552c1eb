"""Whose run it is: a run that is not yours is a missing run."""

from django.http import Http404, HttpRequest

from courses.api import Run, run_for_trainer
from lms.accounts.api import COHORT_ADMINISTRATOR, has_role
from lms.dashboard.queries import runs_for


def manages_runs(request: HttpRequest) -> bool:
    """Whether the person looks after every run and may make new ones."""
    return has_role(request.user, COHORT_ADMINISTRATOR)


def only_for_managers(request: HttpRequest) -> None:
    """Nothing is here for others."""
    if not manages_runs(request):
        raise Http404


def run_of(request: HttpRequest, code: str) -> Run:
    """The run, if the person teaches it or manages runs."""
    run = runs_for(request.user, every=manages_runs(request)).filter(code=code).first()
    if run is None:
        raise Http404
    return run


def teaches(request: HttpRequest, run: Run) -> bool:
    """Whether the person teaches the run ``run_of`` gave, and so reads its contents: others than managers must."""
    return not manages_runs(request) or run_for_trainer(request.user, run.code) is not None
