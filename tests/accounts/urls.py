"""The site's addresses with a few small views that show what the middleware decides."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from lms.accounts.api import begin_pseudonymous, for_learner, open_post, public
from lms.urls import handler404
from lms.urls import urlpatterns as site_urls


@public
def public_page(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/base.html")


def closed_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"closed {request.POST.get('text', '')}")


def gone(request: HttpRequest) -> HttpResponse:
    raise Http404


@for_learner
def whose_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.learner.key) if request.learner else "nobody")


@open_post
@for_learner
def save(request: HttpRequest) -> HttpResponse:
    learner = begin_pseudonymous(request)
    return HttpResponse(f"{learner.key} {request.POST.get('text', '')}")


__all__ = ["handler404", "urlpatterns"]

urlpatterns = [
    path("t/public/", public_page),
    path("t/closed/", closed_page),
    path("t/gone/", gone),
    path("t/whose/", whose_page),
    path("t/save/", save),
    *site_urls,
]
