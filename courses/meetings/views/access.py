"""A day that is not yours is a missing day."""

from django.http import Http404, HttpRequest

from courses.api import Enrolment, Run
from courses.meetings.models import Meeting
from courses.meetings.queries.own import OwnDay, own_day
from courses.meetings.queries.rights import meeting_looked_after, own_enrolment, run_looked_after, teaches


def own_place(request: HttpRequest, run: str) -> Enrolment:
    """The person's own place in the run."""
    found = own_enrolment(request.learner, run)
    if found is None:
        raise Http404
    return found


def own_day_or_404(request: HttpRequest, run: str, pk: int) -> tuple[Enrolment, OwnDay]:
    """The person's own place, and one of their days."""
    place = own_place(request, run)
    found = own_day(place, pk)
    if found is None:
        raise Http404
    found.meeting.run = place.run
    return place, found


def run_or_404(request: HttpRequest, run: str) -> Run:
    """A run that the person looks after."""
    found = run_looked_after(request.user, run)
    if found is None:
        raise Http404
    return found


def day_or_404(request: HttpRequest, run: str, pk: int) -> Meeting:
    """A day that the person looks after."""
    found = meeting_looked_after(request.user, run, pk)
    if found is None:
        raise Http404
    return found


def only_for_trainers(request: HttpRequest, run: Run) -> None:
    """Nothing is here for others."""
    if not teaches(request.user, run):
        raise Http404
