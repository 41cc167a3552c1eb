"""Who may have what of the authors' things. A forbidden thing is a missing thing: every lookup carries its right."""

from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from content.references import PIECE, pieces_showing
from courses.api import Activity, Course, Enrolment, PublicationRef, Run, RunItem, open_runs_of, runs_taught_by
from lms.accounts.api import AUTHOR, SITE_ADMINISTRATOR, has_role
from lms.records.prepared import Prepared

#: Where a trainer reads a step that is no lesson.
READING = {
    Activity.Kind.QUIZ: "teaching:quiz",
    Activity.Kind.ASSIGNMENT: "teaching:assignment",
    Activity.Kind.PROJECT: "teaching:project",
}


@dataclass(frozen=True, slots=True)
class OwnStudy:
    """Somebody's own place in a run, with what their steps need of it."""

    enrolment_id: int
    run: Run
    course_title: str


def own_study(request: HttpRequest, run_code: str) -> OwnStudy | None:
    """The signed-in person's place in the run, in one lean query: a course's outline and facts stay unread."""
    for pk, run_id, code, language, titles in _OWN.rows(run_code, request.user.pk):
        run = Run.from_db("default", ["id", "code", "language"], [run_id, code, language])
        return OwnStudy(pk, run, Course(titles=titles).title_in(language))
    return None


def _own_rows(run_code: str, user_id: int) -> QuerySet:
    rows = Enrolment.objects.active().filter(run__code=run_code, learner__user_id=user_id)
    return rows.values_list("pk", "run_id", "run__code", "run__language", "run__course__titles")


_OWN = Prepared(_own_rows, "run", -1)


def may_have_file(request: HttpRequest, file: Model) -> bool:
    """Whether the one who asks may have a material or a recording: a public page or part shows it, they write
    content, or a lesson of a run that they are in or teach shows it or has shown it."""
    shown = PublicationRef.objects.filter(_is_named(file))
    if shown.filter(publication__activity__course__policy=Course.Policy.PRIVATE).exists() or _on_public_page(file):
        return True
    if not request.user.is_authenticated:
        return False
    if has_role(request.user, AUTHOR, SITE_ADMINISTRATOR):
        return True
    of_run = "publication__activity__run_items__run__in"
    mine = Enrolment.objects.active().filter(learner__user_id=request.user.pk)
    if shown.filter(**{of_run: mine.values("run")}).exists():
        return True
    return request.user.is_staff and shown.filter(**{of_run: _taught(request).values("pk")}).exists()


def _is_named(file: Model) -> Q:
    """What a publication says of a file that it shows: itself, or a shared piece that shows the file in some language.
    Pieces change after lessons are published, so who shows what in them is asked now."""
    named = Q(kind=file._meta.label_lower, ref=str(file.pk))
    keys = [piece.translation_key for piece in pieces_showing(file)]
    if not keys:
        return named
    pieces = apps.get_model(PIECE).objects.filter(translation_key__in=keys).values_list("pk", flat=True)
    return named | Q(kind=PIECE.lower(), ref__in=[str(pk) for pk in pieces])


def _taught(request: HttpRequest) -> QuerySet[Run]:
    """The runs that the person teaches, without what only a list of them needs."""
    return runs_taught_by(request.user).order_by()


def _on_public_page(file: Model) -> bool:
    """Whether a live page that everybody may read (not a lesson) shows the file."""
    target = ContentType.objects.get_for_model(file)
    places = ReferenceIndex.objects.filter(to_content_type=target, to_object_id=str(file.pk))
    pages = [int(pk) for pk in places.values_list("object_id", flat=True) if pk.isdigit()]
    if not pages:
        return False
    open_to_all = [apps.get_model("content", name) for name in ("HomePage", "StandardPage", "HelpPage", "CoursePage")]
    types = ContentType.objects.get_for_models(*open_to_all).values()
    return Page.objects.live().filter(pk__in=pages, content_type__in=types).exists()


def learning_page_detour(page: Page, request: HttpRequest) -> HttpResponse | None:
    """Where the page's own address leads: its author sees the page (None), a learner of it goes to their own step,
    a trainer of it to reading it, everybody else to the page of the training."""
    if request.user.is_authenticated:
        if request.user.has_perm("wagtailadmin.access_admin") and page.permissions_for_user(request.user).can_edit():
            return None
        if own := _own_step(page, request) or _taught_step(page, request):
            return redirect(own)
    course = page.course_page()
    return redirect(course.get_url(request) if course and course.live else "/")


def _own_step(page: Page, request: HttpRequest) -> str | None:
    """The address of the step that the page is in the newest run of it that this person is in."""
    mine = Enrolment.objects.active().filter(learner__user_id=request.user.pk)
    items = RunItem.objects.filter(activity__key=page.translation_key, run__in=mine.values("run"))
    found = items.order_by("-run__created_at").values_list("run__code", "activity__slug").first()
    return reverse("steps:step", args=found) if found else None


def _taught_step(page: Page, request: HttpRequest) -> str | None:
    """Where a trainer reads the page, in the newest run that they teach."""
    if not request.user.is_staff:
        return None
    taught = _taught(request).filter(course__policy=Course.Policy.TRAINING)
    items = RunItem.objects.filter(activity__key=page.translation_key, run__in=taught.values("pk"))
    found = items.order_by("-run__created_at").values_list("activity__kind", "run__code", "activity__slug").first()
    if found is None:
        return None
    return reverse(READING.get(found[0], "teaching:lesson"), args=found[1:])


def coaching_addresses(course_key: UUID) -> dict[str, str]:
    """Where the coaching begins, where one comes back by one's own code, and where a group's or a coach's code is
    typed; empty while it has no open run."""
    runs = open_runs_of(course_key)
    names = {"start_url": "start", "code_url": "any-code"} if runs else {}
    return {key: reverse(f"coaching:{name}", args=[runs[0].code]) for key, name in names.items()}
