"""After publishing: which runs that have begun keep their outline until their trainer takes the change."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail.models import Page

from content.models import LearningPage
from courses.api import runs_of_author

#: So many runs are named; of more, how many there are.
NAMED = 5


def tell_of_begun_runs(request: HttpRequest, page: Page) -> None:
    """The hook. Texts are new for everybody at once; steps, their order and their rules wait for each run's trainer."""
    page = page.specific
    course = page.course_page() if isinstance(page, LearningPage) else None
    waiting = runs_of_author(course.translation_key) if course else []
    if not waiting:
        return
    names = ", ".join(run.name for run in waiting[:NAMED]) + (" …" if len(waiting) > NAMED else "")
    told = ngettext(
        "Texts are new for everybody. A run that has begun keeps its steps and rules until its trainer takes your "
        "changes: %(names)s. The trainer sees it on the page of runs.",
        "Texts are new for everybody. %(number)d runs that have begun keep their steps and rules until their trainers "
        "take your changes: %(names)s. The trainers see it on the page of runs.",
        len(waiting),
    )
    messages.info(request, told % {"number": len(waiting), "names": names})
