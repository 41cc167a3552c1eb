"""A file that comes with an answer's page, and giving out such files to those who may have them."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.graded.models import AnswerFile, Response
from assessments.graded.pages.answer_files import nameless
from assessments.graded.pages.naming import answers_name_shown, hides_answers_name
from assessments.graded.queries.answer_files import file_of_answer, own_answer_file
from assessments.graded.services.answer_files import add_answer_file, remove_answer_file
from assessments.graded.views.hand_marking import answer_or_404
from lms.ui.attachments import as_attachment
from lms.ui.streaming import stream_file
from lms.ui.uploads import FAMILIES, LARGEST_REQUEST, TYPES, RefusedFile, Upload, checked

FILE = "file"


@dataclass(frozen=True)
class FileChange:
    """What one press of a button does to the files of an answer: a file comes, one goes, or neither."""

    upload: Upload | None = None
    remove: int | None = None

    @property
    def stays(self) -> bool:
        """Whether the page comes again, to show what became of it."""
        return self.remove is not None

    def make(self, response: Response) -> Response:
        """Raises as the services do."""
        if self.upload:
            return add_answer_file(response_id=response.pk, upload=self.upload)
        if self.remove is not None:
            return remove_answer_file(response_id=response.pk, pk=self.remove)
        return response


def change_in(request: HttpRequest, response: Response) -> FileChange | None:
    """What the form sent for an answer that is files; None for every other kind. Raises ``RefusedFile``."""
    version = response.question_version
    if not version.rule.takes_files:
        return None
    if "remove" in request.POST:
        text = request.POST["remove"]
        return FileChange(remove=int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0)
    file = request.FILES.get(FILE)
    if file is None:
        if request.POST.get("go") == "add":
            raise RefusedFile(_("Choose a file first."))
        return FileChange()
    families = version.rule.families(version.values_in(response.attempt.language))
    return FileChange(upload=checked(file.name or "", file.read(), families))


def unread_size(request: HttpRequest) -> int:
    """The size of a request that is too large to be read at all; otherwise 0."""
    size = request.META.get("CONTENT_LENGTH") or "0"
    return int(size) if size.isdigit() and int(size) > LARGEST_REQUEST else 0


def given_out(request: HttpRequest, file: AnswerFile | None) -> HttpResponseBase:
    """The file to be saved, never shown as a page of ours; a recording comes in the parts that a player asks for."""
    if file is None:
        raise Http404
    if file.kind not in FAMILIES["recordings"]:
        return as_attachment(file)
    try:
        response = stream_file(request, file.file, content_type=TYPES[file.kind])
    except FileNotFoundError:
        raise Http404 from None
    response["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def own_file(request: HttpRequest, run: str, slug: str, pk: int) -> HttpResponseBase:
    """A file of one's own answer."""
    return given_out(request, own_answer_file(request.learner, run, slug, pk) if pk < 2**63 else None)


@require_safe
def file_to_mark(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """A file of an answer that the person may mark."""
    response = answer_or_404(request, pk)
    found = file_of_answer(response, file) if file < 2**63 else None
    if found and hides_answers_name(response):
        found.name = f"{answers_name_shown(response)} {nameless(found.name, found.pk)}"
    return given_out(request, found)
