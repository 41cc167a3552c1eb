"""The glossary, open to everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from content.glossary import entries_in
from content.page_cache import share
from lms.accounts.api import public


@public
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """All terms with their explanations, in the reader's language as far as they are in it."""
    entries = entries_in(get_language())
    return share(render(request, "content/pages/glossary.html", {"entries": entries}), request)
