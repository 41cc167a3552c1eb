"""The ground that pages stand on: locales, the root, and the site that shows the front page."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Collection, Locale, Page, Site

from content.models import HomePage
from content.seeding.pages import page_of
from content.seeding.plans import HOME


def ensure_ground() -> None:
    """A locale for each language, the root page and the root collection; what is there stays as it is."""
    for language, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        Locale.objects.get_or_create(language_code=language)
    if Page.get_first_root_node() is None:
        Page.add_root(title="Root", slug="root", locale=Locale.objects.get(language_code=settings.LANGUAGE_CODE))
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")


def ensure_site() -> None:
    """The default site shows our front page, unless somebody has already made it show a front page of ours."""
    home = page_of(HOME)
    site = Site.objects.filter(is_default_site=True).first()
    if home is None or (site and HomePage.objects.filter(pk=site.root_page_id).exists()):
        return
    address = urlsplit(settings.PUBLIC_BASE_URL)
    site = site or Site(is_default_site=True)
    old = site.root_page if site.root_page_id else None
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name, site.root_page = settings.WAGTAIL_SITE_NAME, home
    site.save()
    _remove_welcome(old)


def _remove_welcome(page: Page | None) -> None:
    """Wagtail's own welcome page, if that is what the site showed; it has no type and no text."""
    if page and page.specific_class is Page and not page.get_children().exists():
        page.delete()
