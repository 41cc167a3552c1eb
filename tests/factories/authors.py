"""Authors in Wagtail's admin, and the forms that their editor sends."""

from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Page, Site
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail_localize.models import Translation

from content.permissions import ensure_author_permissions
from lms.accounts.api import AUTHOR, SITE_ADMINISTRATOR, User
from tests.dashboard.people import make_staff
from tests.factories.content import root_collection
from tests.factories.pages import make_home


def make_site() -> None:
    """The ground that ``manage.py prepare`` makes: pages, files, and what roles may do."""
    home = make_home()
    Site.objects.get_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    root_collection()
    # wagtail-localize makes its permission in a migration, which tests do not run.
    content_type = ContentType.objects.get_for_model(Translation)
    Permission.objects.get_or_create(codename="submit_translation", content_type=content_type)
    ensure_author_permissions()


def make_author(email: str = "tekija@example.org") -> User:
    """Somebody who writes."""
    make_site()
    return make_staff(email, AUTHOR, first_name="Tiina", last_name="Tekijä")


def make_site_administrator(email: str = "yllapito@example.org") -> User:
    """Somebody who looks after the site."""
    make_site()
    return make_staff(email, SITE_ADMINISTRATOR)


def paragraph(html: str = "<p>Työkyky on tasapainoa.</p>") -> tuple[str, dict[str, Any]]:
    """A paragraph as the editor sends it."""
    return "text", {"text": rich_text(html), "plain": rich_text("")}


def picture(pk: int, *, alt_text: str = "", decorative: bool = False) -> tuple[str, dict[str, Any]]:
    """A picture as the editor sends it; a box that is not ticked is not sent."""
    ticked = {"decorative": "on"} if decorative else {}
    return "picture", {"image": str(pk), "alt_text": alt_text, "caption": "", **ticked}


def lesson_form(*blocks: tuple[str, dict[str, Any]], **fields: str) -> dict[str, str]:
    """What the lesson's editor sends."""
    values = {
        "title": "Uusi luku",
        "slug": "uusi-luku",
        "lead": "Yksi asia.",
        "minutes": "10",
        "checked": "",
        "required": "on",
        "body": streamfield(list(blocks)),
        "sources": streamfield([]),
        "opens_when": streamfield([]),
        "search_description": "",
        "seo_title": "",
        "go_live_at": "",
        "expire_at": "",
        "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"},
    }
    return nested_form_data(values | fields)


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def sentences(response: Any) -> str:
    """Everything that the response says, as text."""
    return response.content.decode()
