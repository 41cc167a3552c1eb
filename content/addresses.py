"""Tells the header and the footer where the site's own pages are, in each language."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from content.memory import Remembered
from content.models import CourseIndexPage, CoursePage, HelpPage, HomePage, StandardPage
from courses.api import Course
from lms.ui import site


def read_addresses(language: str) -> dict[str, str]:
    """The addresses of the live pages in ``language``, and of the Finnish ones where there is no translation."""
    found: dict[str, str] = {}
    for code in (language, "fi"):
        for name, page in named_pages(code).items():
            if url := page.get_url():
                found.setdefault(name, url)
    return found


def named_pages(code: str) -> dict[str, Page]:
    """The pages that the header and the footer name, by that name; the first of each in the order of the tree."""
    kinds = {HomePage: "home", CourseIndexPage: "catalogue", HelpPage: "help"}
    types = {ContentType.objects.get_for_model(kind).pk: name for kind, name in kinds.items()}
    live = Page.objects.live().filter(locale__language_code=code, alias_of=None).order_by("path")
    pages: dict[str, Page] = {}
    for page in live.filter(content_type__in=types):
        pages.setdefault(types[page.content_type_id], page)
    for page in StandardPage.objects.live().filter(locale__language_code=code).exclude(purpose="").order_by("path"):
        pages.setdefault(page.purpose, page)
    private = CoursePage.objects.live().filter(locale__language_code=code, policy=Course.Policy.PRIVATE)
    if programme := private.order_by("path").first():
        pages["programme"] = programme
    return pages


#: The addresses by language.
known_addresses = Remembered(read_addresses)


def tell() -> None:
    """Become the one whom the header asks; called once when the app is ready."""
    site.set_address_provider(known_addresses.get)
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(known_addresses.forget, dispatch_uid="addresses")
