"""The checks over all pages: one report, so that what is doubtful is found without opening every page."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from content.authoring.unmet_rules import ONLY_RULES, rule_findings
from content.quality.pages import CHECKED, Today, field_of, findings_of, is_checked
from content.quality.rules import About, Finding


@dataclass(frozen=True)
class Row:
    """A page with what is doubtful in it."""

    page: Page
    place: str
    field: str
    findings: list[Finding]


def index(request: HttpRequest) -> HttpResponse:
    """Pages with doubts, by place; ``aihe`` narrows to one kind of doubt."""
    _only_authors(request)
    rows = rows_of_site()
    counts = {about: sum(one.about == about for row in rows for one in row.findings) for about in About}
    chosen = request.GET.get("aihe", "")
    if chosen in About.values:
        rows = [Row(row.page, row.place, row.field, found) for row in rows if (found := _about(row, chosen))]
    kinds = [{"about": about, "count": count} for about, count in counts.items() if count]
    context = {"rows": rows, "kinds": kinds, "chosen": chosen, "total": sum(counts.values())}
    return TemplateResponse(request, "content/admin/quality_report.html", context)


def _about(row: Row, chosen: str) -> list[Finding]:
    return [finding for finding in row.findings if finding.about == chosen]


def rows_of_site() -> list[Row]:
    """Every page with doubts, Finnish first, in the order of the site. Statements: one a kind of page, the cards',
    and the titles'."""
    today, pages = Today.read(), []
    for model in (apps.get_model("content", name) for name in (*CHECKED, *ONLY_RULES)):
        if issubclass(model, Page):  # shared pieces are checked in their own editor
            pages += model.objects.select_related("locale").all()
    pages.sort(key=lambda page: (page.locale.language_code != settings.LANGUAGE_CODE, page.path))
    titles = dict(Page.objects.filter(depth__gt=1).values_list("path", "title"))
    rows = []
    for page in pages:
        checked = is_checked(page)
        found = (findings_of(page, today) if checked else []) + rule_findings(page)
        if found:
            rows.append(Row(page, place_above(page, titles), field_of(page) if checked else "", found))
    return rows


def place_above(page: Page, titles: dict[str, str]) -> str:
    """The titles above the page, the front page and the catalogue left out."""
    ends = range(4 * Page.steplen, len(page.path), Page.steplen)
    return " › ".join(filter(None, (titles.get(page.path[:end]) for end in ends)))


def may_see(request: HttpRequest) -> bool:
    """Who writes pages sees what is doubtful in them."""
    return PagePermissionPolicy().user_has_any_permission(request.user, ["add", "change", "publish"])


def _only_authors(request: HttpRequest) -> None:
    if not may_see(request):
        raise PermissionDenied


class QualityReport(ViewSet):
    """The address."""

    name = "quality"
    url_prefix = "sisallon-tarkistus"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", index, name="index")]


class ForAuthorsItem(MenuItem):
    """In the menu of reports, for who writes."""

    def is_shown(self, request: HttpRequest) -> Any:
        return may_see(request)
