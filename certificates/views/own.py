"""The holder's own certificates."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from certificates.models import Award
from certificates.queries import award_for, awards_of
from certificates.services.files import pdf_bytes
from certificates.views.sheet import Sheet


@require_safe
def my_awards(request: HttpRequest) -> HttpResponse:
    """Every certificate one has been given, also before it has been opened or downloaded."""
    sheets = [Sheet(award) for award in awards_of(request.learner)]
    return render(request, "certificates/list.html", {"sheets": sheets})


@require_safe
def my_award(request: HttpRequest, key: str) -> HttpResponse:
    """One certificate: what it says, how to share it, the PDF."""
    return render(request, "certificates/own.html", {"sheet": Sheet(_own(request, key))})


@require_safe
def download_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The PDF, to its holder only."""
    award = _own(request, key)
    headers = {
        "Content-Disposition": f'attachment; filename="{award.serial}.pdf"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(pdf_bytes(award), content_type="application/pdf", headers=headers)


def _own(request: HttpRequest, key: str) -> Award:
    award = award_for(request.learner, key)
    if award is None:
        raise Http404
    return award
