"""From the pages of a self-assessment to its versions below: the end always asks what the start asks."""

from django.conf import settings as site
from wagtail.models import Page

from assessments.graded.api import CompetenceSettings, Statement, publish_competence
from content.models import CompetencePage


def follow_competence(page: Page) -> None:
    """Publish a self-assessment; with the start, the end that repeats it."""
    if not isinstance(page, CompetencePage):
        return
    publish_competence_page(page)
    course = page.course_page()
    if page.is_start and course:
        for end in CompetencePage.objects.descendant_of(course).live().filter(moment=CompetencePage.Moment.END):
            publish_competence_page(end)


def publish_competence_page(page: CompetencePage) -> None:
    """Publish the statements as a new version, if anything has changed. Texts come from every live language."""
    start = page.start_page()
    if start is None:
        return
    own, asked = _live_pages(page), _live_pages(start)
    source = asked.get(site.LANGUAGE_CODE, start)
    said = {name: {str(block.id): block.value for block in one.statements} for name, one in asked.items()}
    statements = tuple(
        Statement(str(block.id), {name: texts[str(block.id)] for name, texts in said.items() if str(block.id) in texts})
        for block in source.statements
    )
    settings = CompetenceSettings(
        moment=page.moment,
        titles={name: one.title for name, one in own.items()},
        intros={name: one.intro for name, one in own.items()},
        statements=statements,
        source_language=source.locale.language_code,
        aim=source.aim,
    )
    publish_competence(key=page.translation_key, set_key=start.translation_key, settings=settings)


def _live_pages(page: CompetencePage) -> dict[str, CompetencePage]:
    pages = CompetencePage.objects.live().filter(translation_key=page.translation_key).select_related("locale")
    return {one.locale.language_code: one for one in pages}
