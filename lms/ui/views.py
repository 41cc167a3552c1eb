"""The gallery of components. Who may open it is decided where it is given an address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lms.ui.gallery import examples


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state on one page: to look at, to copy from and to test."""
    return render(request, "ui/gallery/page.html", examples())
