"""What authors and site administrators may do in Wagtail's admin. Everything is granted, nothing taken away."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from content.workflows import ensure_language_check
from lms.accounts.api import AUTHOR, SITE_ADMINISTRATOR, ensure_groups

#: "bulk_delete" is deleting a page with its subpages; whatever was ever published is kept all the same.
_PAGES = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
#: Wagtail asks these of its own models even when the site has models of its own.
_FILES = (
    *(("wagtailimages", f"{act}_image") for act in ("add", "change", "delete", "choose")),
    *(("wagtaildocs", f"{act}_document") for act in ("add", "change", "delete", "choose")),
)
_ACTS = ("add", "change", "delete", "view")
_CARDS = ("factcard", "networkcard", "glossaryterm", "helpcontact", "recording", "scalecard", "sharedpiece")
_AUTHOR = (
    ("wagtailadmin", "access_admin"),
    ("wagtail_localize", "submit_translation"),
    *(("content", f"{act}_{model}") for model in _CARDS for act in _ACTS),
    *(("content", f"{act}_certificatetext") for act in ("add", "change", "view")),
    *(("graded", f"{act}_question") for act in ("add", "change", "view")),
)
_SITE_ADMINISTRATOR = (
    *_AUTHOR,
    ("content", "change_organiser"),
    *(("wagtailcore", f"{act}_{model}") for model in ("collection", "locale", "site", "workflow") for act in _ACTS),
    *(("wagtailcore", f"{act}_groupapprovaltask") for act in _ACTS),
)


def ensure_author_permissions() -> dict[str, Group]:
    """The roles' groups with their rights to pages, files, cards and questions, and the language check that they do for
    each other; returns the groups by role."""
    groups = ensure_groups()
    for role, named in ((AUTHOR, _AUTHOR), (SITE_ADMINISTRATOR, _SITE_ADMINISTRATOR)):
        groups[role].permissions.add(*_permissions(named))
        _grant_pages(groups[role])
        _grant_files(groups[role])
    ensure_language_check([groups[AUTHOR], groups[SITE_ADMINISTRATOR]])
    return groups


def _permissions(named: Iterable[tuple[str, str]]) -> list[Permission]:
    wanted = Q()
    for app, codename in named:
        wanted |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(wanted))


def _grant_pages(group: Group) -> None:
    root = Page.get_first_root_node()
    for permission in _permissions(("wagtailcore", f"{act}_page") for act in _PAGES):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _grant_files(group: Group) -> None:
    root = Collection.get_first_root_node()
    for permission in _permissions(_FILES):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
