"""Taking a training out as a package and bringing one in: choose, look, then do."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies.pages import PagePermissionPolicy

from content.models import CoursePage
from content.packages import holding
from content.packages.archive import MAX_BYTES, RefusedPackage, zip_of
from content.packages.export import NothingToExport, Package, export_course
from content.packages.importing import Coming, FailedImport, import_package, look_into
from lms.jobs.api import enqueue, handler

#: What the report counts, in this order: the kind of thing and its name.
COUNTED = (
    ("ModulePage", _("Modules")),
    ("LessonPage", _("Lessons")),
    ("PartPage", _("Parts")),
    ("QuizPage", _("Quizzes")),
    ("Question", _("Questions")),
    ("AssignmentPage", _("Assignments")),
    ("ProjectPage", _("Development projects")),
    ("CompetencePage", _("Competence self-assessments")),
    ("File", _("Pictures and files")),
)
JOB = "content.import_package"
#: A page that shows how far an import is looks again after so many seconds.
LOOK_AGAIN = "3"


class PackageForm(forms.Form):
    """Step 1: the file."""

    file = forms.FileField(
        label=_("Package of a training"),
        help_text=_("A zip that was exported from a Polku. Nothing is stored before you have seen what is in it."),
    )

    def clean_file(self) -> Any:
        """The file and what is in it; the reason in words when it cannot be opened."""
        file = self.cleaned_data["file"]
        try:
            if file.size > MAX_BYTES:
                told = gettext("The package is too large. At most %(size)s MB are taken.")
                raise RefusedPackage(told % {"size": MAX_BYTES >> 20})
            look_into(file.read())
        except RefusedPackage as reason:
            raise ValidationError(str(reason)) from None
        file.seek(0)
        return file


def export(request: HttpRequest, code: str) -> HttpResponse:
    """What goes out and what does not."""
    _only_authors(request)
    try:
        package = export_course(code)
    except NothingToExport as reason:
        if not CoursePage.objects.filter(slug=code).exists():
            raise Http404 from reason
        messages.warning(request, str(reason))
        return redirect("koulutukset:index")
    return TemplateResponse(request, "content/admin/package_export.html", _what_goes(package))


def _what_goes(package: Package) -> dict[str, Any]:
    names = [name for name, _content in package.gathered.contents()]
    return {
        "package": package,
        "texts": len(package.gathered.texts),
        "files": len(package.gathered.media),
        "names": names,
    }


def download(request: HttpRequest, code: str) -> HttpResponse:
    """The zip, as a download that no browser shows as a page."""
    _only_authors(request)
    try:
        data = zip_of(export_course(code).gathered)
    except NothingToExport as reason:
        raise Http404 from reason
    headers = {"Content-Disposition": f'attachment; filename="{code}.zip"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type="application/zip", headers=headers)


def choose(request: HttpRequest) -> HttpResponse:
    """Step 1. A package that can be opened is held, and its report opens."""
    _only_authors(request)
    form = PackageForm(request.POST, request.FILES) if request.method == "POST" else PackageForm()
    if form.is_bound and form.is_valid():
        return redirect("packages:report", holding.hold(form.cleaned_data["file"], user=request.user))
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "content/admin/package_import.html", {"form": form}, status=status)


def report(request: HttpRequest, token: str) -> HttpResponse:
    """Step 2: what would come and what stands in the way. Posting it is step 3."""
    _only_authors(request)
    place, name = _held(request, token)
    if holding.state_of(place):
        return redirect("packages:progress", token)
    coming = look_into(holding.content_of(place) or b"")
    if request.method == "POST" and coming.may_come:
        holding.tell(place, holding.State(holding.WAITING))
        enqueue(JOB, key=f"{JOB}:{place}", payload={"place": place, "user": request.user.pk})
        return redirect("packages:progress", token)
    return TemplateResponse(request, "content/admin/package_report.html", _what_comes(coming, name))


def _what_comes(coming: Coming, name: str) -> dict[str, Any]:
    counted = [(label, coming.counts[kind]) for kind, label in COUNTED if coming.counts[kind]]
    return {"coming": coming, "name": name, "counted": counted}


def progress(request: HttpRequest, token: str) -> HttpResponse:
    """Step 3: how far it is; when it is over, how it went."""
    _only_authors(request)
    place, name = _held(request, token)
    state = holding.state_of(place)
    if state is None:
        return redirect("packages:report", token)
    page = CoursePage.objects.filter(pk=state.page).first()
    context = {"state": state, "name": name, "page": page}
    response = TemplateResponse(request, "content/admin/package_progress.html", context)
    if not state.is_over:
        response["Refresh"] = LOOK_AGAIN
    return response


def _held(request: HttpRequest, token: str) -> tuple[str, str]:
    found = holding.held(token, user=request.user)
    if found is None:
        raise Http404
    return found


@handler(JOB)
def take_in(payload: dict[str, Any]) -> None:
    """Import the held package. A second try of the same job finds how the first one went, and does nothing."""
    place, state = payload["place"], holding.state_of(payload["place"])
    data = holding.content_of(place)
    if data is None or (state and state.is_over):
        return
    actor = get_user_model().objects.filter(pk=payload["user"]).first()

    def told(done: int, total: int) -> None:
        holding.tell(place, holding.State(holding.WORKING, done, total))

    try:
        page = import_package(data, actor=actor, told=told)
    except FailedImport as failed:
        holding.tell(place, holding.State(holding.FAILED, faults=[list(fault) for fault in failed.faults]))
    except Exception:  # whatever it was, its author must hear that nothing came
        holding.tell(place, holding.State(holding.FAILED))
        raise
    else:
        holding.tell(place, holding.State(holding.DONE, page=page.pk))
    holding.let_go(place)


def may_use(user: Any) -> bool:
    """Who publishes trainings may take them out and bring them in."""
    return PagePermissionPolicy().user_has_any_permission(user, ["publish"]) and user.has_perm("graded.add_question")


def _only_authors(request: HttpRequest) -> None:
    if not may_use(request.user):
        raise PermissionDenied


class CoursePackages(ViewSet):
    """The addresses."""

    name = "packages"
    url_prefix = "koulutuspaketit"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("tuo/", choose, name="choose"),
            path("tuo/<str:token>/", report, name="report"),
            path("tuo/<str:token>/tila/", progress, name="progress"),
            path("vie/<slug:code>/", export, name="export"),
            path("vie/<slug:code>/paketti/", download, name="download"),
        ]


def export_address(page: Any) -> str:
    """Where the training of ``page`` is taken out."""
    return reverse("packages:export", args=[page.slug])
