"""Which pages show a card, as Wagtail keeps its references."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex


def pages_showing(model: type[Model], cards: Iterable[Model]) -> dict[int, list[Page]]:
    """By the number of each card of ``model`` the pages that show it, in the order of the tree. Two statements and
    the types, whatever their number."""
    types = ContentType.objects.get_for_models(model, Page)
    references = ReferenceIndex.objects.filter(
        to_content_type=types[model],
        to_object_id__in=[str(card.pk) for card in cards],
        base_content_type=types[Page],
    )
    pairs = set(references.values_list("to_object_id", "object_id"))
    pages = Page.objects.in_bulk({int(page) for _card, page in pairs})
    found: dict[int, list[Page]] = defaultdict(list)
    for card, page in pairs:
        if int(page) in pages:
            found[int(card)].append(pages[int(page)])
    for several in found.values():
        several.sort(key=lambda page: page.path)
    return found
