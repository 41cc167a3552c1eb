"""The certificate of attendance: asked for by the person, given as a PDF at once, checked by whoever gets the paper."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from assessments.personal.api import own_page_of
from content.coaching import programme_for
from content.coaching_attendance import NameForm, attendance_in, attendance_of, attendance_pdf
from content.views.coaching import answer
from lms.accounts.api import for_learner, open_post


@open_post
@for_learner
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, programme: str) -> HttpResponse:
    """What the certificate will say; with a name it is made. Nobody is told, and the name is not kept."""
    found = programme_for(request.learner, programme)
    if not request.learner:
        return answer(request, "own_empty", {"programme": found})
    did = attendance_of(found)
    form = NameForm(request.POST or None, initial={"name": known_name(request)})
    if did is None or not form.is_valid():
        context = {"programme": found, "did": did, "form": form, "titles": did.titles_in(found) if did else []}
        return answer(request, "attendance", context, status=422 if form.errors else 200)
    headers = {
        "Content-Disposition": 'attachment; filename="osallistumistodistus.pdf"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    paper = attendance_pdf(found, did, name=form.cleaned_data["name"])
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


def known_name(request: HttpRequest) -> str:
    """The name that the person has given already: to their account, or for their own page."""
    user = request.learner.user
    return user.get_full_name() if user else own_page_of(request.learner).name


@for_learner
@require_safe
def check(request: HttpRequest, programme: str, token: str) -> HttpResponse:
    """What a certificate truly says, for whoever has the paper. It names nobody."""
    found = programme_for(None, programme)
    did = attendance_in(found, token)
    context = {"programme": found, "did": did, "titles": did.titles_in(found) if did else []}
    return answer(request, "attendance_check", context, status=200 if did else 404)
