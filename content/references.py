"""Which pages show a card, as Wagtail keeps its references: themselves, or by a shared piece or a word of the glossary
that they show."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex

#: By name, for pages ask here who may have a file.
PIECE = "content.SharedPiece"
TERM = "content.GlossaryTerm"


def pages_showing(model: type[Model], cards: Iterable[Model]) -> dict[int, list[Page]]:
    """By the number of each card of ``model`` the pages that show it, in the order of the tree. Two statements and
    the types, whatever their number; one more when a word of the glossary names some of them, and one when a shared
    piece shows some."""
    types = ContentType.objects.get_for_models(model, Page, *map(apps.get_model, (PIECE, TERM)))
    page_type, piece_type, term_type = (types[one] for one in (Page, apps.get_model(PIECE), apps.get_model(TERM)))
    bases = [page_type, piece_type, term_type]
    found = _pairs(types[model], [str(card.pk) for card in cards], bases)
    for carrier in (term_type, piece_type):  # a piece may show a word, never the other way round
        carried = defaultdict(set)
        for card, place, base in found:
            if base == carrier.pk:
                carried[place].add(card)
        further = _pairs(carrier, sorted(carried), bases) if carried else set()
        found |= {(card, place, base) for one, place, base in further for card in carried[one]}
    direct = {(card, place) for card, place, base in found if base == page_type.pk}
    pages = Page.objects.in_bulk({int(page) for _card, page in direct})
    shown: dict[int, list[Page]] = defaultdict(list)
    for card, page in direct:
        if int(page) in pages:
            shown[int(card)].append(pages[int(page)])
    for several in shown.values():
        several.sort(key=lambda page: page.path)
    return shown


def _pairs(shown: ContentType, numbers: list[str], bases: list[ContentType]) -> set[tuple[str, str, int]]:
    """(number of what is shown, number of what shows it, type of what shows it)."""
    references = ReferenceIndex.objects.filter(
        to_content_type=shown, to_object_id__in=numbers, base_content_type__in=bases
    )
    return set(references.values_list("to_object_id", "object_id", "base_content_type"))


def drafts_showing(piece: Model) -> list[Page]:
    """The lessons whose draft shows a shared piece: Wagtail's references know only what is published."""
    found = []
    for page in apps.get_model("content.LessonPage").objects.filter(has_unpublished_changes=True).order_by("path"):
        body = page.get_latest_revision_as_object().body.get_prep_value()
        if any(block["type"] == "piece" and block["value"]["piece"] == piece.pk for block in body):
            found.append(page)
    return found


def pieces_showing(thing: Model) -> list[Model]:
    """The shared pieces that show a card, a file or a picture."""
    pieces = apps.get_model(PIECE)
    types = ContentType.objects.get_for_models(type(thing), pieces)
    found = _pairs(types[type(thing)], [str(thing.pk)], [types[pieces]])
    return list(pieces.objects.filter(pk__in=[int(piece) for _thing, piece, _base in found])) if found else []
