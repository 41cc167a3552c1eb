"""Translations that were written elsewhere, made known to wagtail-localize's editor.

A page that came translated from files is an ordinary page to wagtail-localize: its author would edit it alone, and
nobody would hear that the Finnish one has changed. Here each of its sentences is put beside the Finnish one it
translates, so that the author goes on side by side and sees what is new.
"""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments, quote_path_component

from content.models import (
    CertificateText,
    CourseIndexPage,
    CoursePage,
    FactCard,
    GlossaryTerm,
    HelpContact,
    HelpPage,
    HomePage,
    ModulePage,
    NetworkCard,
    PartPage,
    SharedPiece,
    StandardPage,
)
from lms.jobs.api import scheduled

SOURCE = settings.LANGUAGE_CODE
#: What the files bring in other languages.
PAGES = (HomePage, CourseIndexPage, StandardPage, HelpPage, CoursePage, ModulePage, PartPage)
KINDS = (*PAGES, HelpContact, FactCard, NetworkCard, GlossaryTerm, CertificateText, SharedPiece)
#: Fields that a translation may leave empty: a plain-language variant belongs to its own language.
OPTIONAL = ".plain"


@scheduled("take in translations", every=datetime.timedelta(days=1))
def take_in_translations() -> None:
    """Whatever came translated since: with the demo, or with a training from elsewhere."""
    adopt_translations()


def adopt_translations(again: Iterable[str] = ()) -> int:
    """Adopt every translation that the editor does not know yet, and those whose translation keys are in ``again``
    because the files have changed their words. Returns how many were adopted."""
    wanted = {str(key) for key in again}
    known = set(Translation.objects.values_list("source__object_id", "target_locale_id"))
    count = 0
    for kind in KINDS:
        for target in kind.objects.exclude(locale__language_code=SOURCE).select_related("locale"):
            is_new = (target.translation_key, target.locale_id) not in known
            if is_new or str(target.translation_key) in wanted:
                count += adopt_translation(target)
    return count


@transaction.atomic
def adopt_translation(target: Any) -> bool:
    """Put the words of ``target`` beside the Finnish ones. False, and nothing is written, when there is no Finnish
    original, when it mirrors another page, or when a text is built otherwise than its original: publishing from the
    editor would then put Finnish where the translation stands."""
    if getattr(target, "alias_of_id", None):
        return False
    finnish = type(target).objects.filter(translation_key=target.translation_key, locale__language_code=SOURCE).first()
    if finnish is None:
        return False
    theirs, mine = _strings_of(finnish), _strings_of(target)
    if not all(_fits(path, found, mine[path]) for path, found in theirs.items()):
        return False
    source, _made = TranslationSource.update_or_create_from_instance(finnish)
    Translation.objects.update_or_create(
        source=source,
        target_locale=target.locale,
        defaults={"enabled": True, "translations_last_updated_at": timezone.now()},
    )
    _write_strings(source, target, mine)
    _write_links(source, target, theirs, mine)
    return True


def _fits(path: str, theirs: list[StringSegmentValue], mine: list[StringSegmentValue]) -> bool:
    """Whether a field has the same number of strings in both languages, with links in the same ones."""
    if not mine:
        return path.endswith(OPTIONAL)
    links = [[set(segment.attrs or ()) for segment in segments] for segments in (theirs, mine)]
    return links[0] == links[1]


def _strings_of(instance: Any) -> Mapping[str, list[StringSegmentValue]]:
    """The translatable strings by the path of their field, in order."""
    found: defaultdict[str, list[StringSegmentValue]] = defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment)
    return found


def _write_strings(source: TranslationSource, target: Any, mine: Mapping[str, list[StringSegmentValue]]) -> None:
    """One row a string. Without signals: they would only write the page's title again."""
    rows = StringSegment.objects.filter(source=source).select_related("context").order_by("order")
    places: dict[str, int] = defaultdict(int)
    wanted = {}
    for row in rows:
        path = row.context.path
        if mine[path]:
            wanted[row.string_id, row.context_id] = mine[path][places[path]].string.data
            places[path] += 1
    StringTranslation.objects.filter(
        locale=target.locale, context__object_id=source.object_id, context_id__in=[context for _s, context in wanted]
    ).delete()
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of_id=string,
            locale=target.locale,
            context_id=context,
            data=data,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        for (string, context), data in wanted.items()
    )


def _write_links(source: TranslationSource, target: Any, theirs: Mapping, mine: Mapping) -> None:
    """Where a link of the translation leads elsewhere than the Finnish one, most often to the same page in its own
    language, the editor keeps that."""
    rows = OverridableSegment.objects.filter(source=source).select_related("context")
    contexts = {row.context.path: row.context for row in rows}
    for path, found in theirs.items():
        for original, translated in zip(found, mine[path], strict=False):
            for there, here in zip(_hrefs(original), _hrefs(translated), strict=False):
                context = contexts.get(f"{path}.{quote_path_component(there)}")
                if context and there != here:
                    SegmentOverride.objects.update_or_create(
                        locale=target.locale, context=context, defaults={"data_json": json.dumps(here)}
                    )


def _hrefs(segment: StringSegmentValue) -> list[str]:
    return [attrs["href"] for attrs in (segment.attrs or {}).values() if "href" in attrs]
