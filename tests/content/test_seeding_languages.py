"""The starter content in other languages: the same pages and exercises, so that a reader may change at any step."""

import pytest
from django.utils.translation import gettext, override
from wagtail.models import Locale, Page

from assessments.personal.models import Entry
from content.models import HelpContact, ModulePage, PartPage, SeedRecord
from content.page_cache import forget_pages
from content.seeding.cards import plan_cards
from content.seeding.checks import check_starter
from content.seeding.course_plans import planners
from content.seeding.files import parse_yaml
from content.seeding.keys import key_of
from content.seeding.loader import STARTER, load_starter
from content.seeding.translations import LANGUAGES, overlaid, source_files, translation_of
from content.views.facilitation import facilitated_parts
from courses.api import Activity, Course, Progress
from tests.content.starter_tree import change, write_tree

PART = "programmes/p/osa-01-alku.sv.md"
SWEDISH = {
    "site/etusivu.sv.md": """\
---
title: Startsida
summary: Polku på svenska.
hero: {title: Små steg, text: Gratis träning.}
doors:
  - {key: tyonhakija, title: Jag söker jobb, text: Träning., notes: [Bara du ser], button: Börja}
  - {key: ammattilainen, title: Jag är yrkesperson, text: Utbildning., notes: [], button: Se}
points_title: Hur?
points:
  - {title: Steg, text: Ett i taget.}
---
""",
    "site/tietosuoja.sv.md": "---\ntitle: Dataskydd\nsummary: Vad.\n---\nVi följer inte. [Hem](/p/)\n",
    "programmes/p/course.sv.md": "---\ntitle: Program\nsummary: Träning.\nfor_whom: [För dig.]\n---\nBörja här.\n",
    PART: """\
---
title: Början
aim: Du börjar.
summary: Du tänker.
done_text: Det räcker.
---
::: read Så här
Bara du ser.
:::

::: pick Skäl
prompt: Välj.
options:
  - {key: virta, text: Ork}
  - {key: tyo, text: Jobb}
:::
""",
}


@pytest.fixture
def tree(tmp_path):
    """The small tree with its programme and two site pages in Swedish, not yet loaded."""
    write_tree(tmp_path)
    (tmp_path / "glossary.yaml").write_text("terms: []\n", "utf-8")
    for name, text in SWEDISH.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def part(language: str) -> PartPage:
    return PartPage.objects.get(translation_key=key_of("programmes/p/alku"), locale__language_code=language)


def test_translation_when_loaded_has_the_keys_of_the_finnish(db, tree):
    assert load_starter(tree).problems == []
    finnish, swedish = part("fi"), part("sv")
    assert [block.id for block in swedish.screens] == [block.id for block in finnish.screens]
    assert swedish.exercise_keys() == finnish.exercise_keys() == ["syy"]
    assert swedish.get_parent().title == "Program"
    assert (swedish.title, swedish.minutes, swedish.light) == ("Början", 6, "syy")
    activity = Activity.objects.get(key=finnish.translation_key)
    assert sorted(activity.publications.filter(superseded_at=None).values_list("language", flat=True)) == ["fi", "sv"]


def test_translation_when_loaded_again_changes_nothing_and_an_authors_words_stay(db, tree):
    load_starter(tree)
    assert not load_starter(tree).changed
    mine = part("sv")
    mine.title = "Min början"
    mine.save_revision().publish()
    change(tree, PART, "title: Början", "title: En början")
    report = load_starter(tree)
    assert report.kept == ["programmes/p/alku@sv: kept the author's version"]
    assert part("sv").title == "Min början"
    assert SeedRecord.objects.filter(key="programmes/p/alku@sv").count() == 1


def test_translated_page_has_links_to_its_own_language(db, tree):
    load_starter(tree)
    page = Page.objects.get(translation_key=key_of("site/tietosuoja"), locale__language_code="sv").specific
    assert 'href="/sv/p/"' in str(page.body)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("prompt: Välj.\n", "", "“prompt” is not translated."),
        ("  - {key: tyo, text: Jobb}\n", "", "“options” has other entries"),
        ("{key: tyo,", "{key: arbete,", "“options” has other entries"),
        ("summary: Du tänker.\n", "", "“summary” is not translated."),
        ("prompt: Välj.", "prompt: Välj.\nkey: annan", "“key” is not translated; leave it out."),
        ("prompt: Välj.", "prompt: Välj.\nfärg: blå", "“färg” is not in the Finnish file."),
        ("::: read Så här\nBara du ser.\n:::\n", "", "The blocks differ from those of osa-01-alku.md: read, pick."),
        ("Bara du ser.", "Bara du ser " + "det " * 20 + ".", "A sentence of 23 words"),
        ("Bara du ser.", "Bara 2 ser.", "The translation has besides the Finnish the figure “2”."),
        ("Bara du ser.", "[Se](/p/)", "The translation has besides the Finnish the link “/p/”."),
    ],
)
def test_check_when_a_translation_differs_from_the_finnish_says_where(tree, old, new, said):
    change(tree, PART, old, new)
    found = [
        str(finding) for finding in check_starter(tree) if finding.fatal and finding.path.name == "osa-01-alku.sv.md"
    ]
    assert len(found) == 1
    assert said in found[0]


def test_check_when_a_translation_leads_nowhere_says_so_in_its_language(tree):
    change(tree, "programmes/p/osa-01-alku.md", "Vain sinä näet.", "[Katso](/ei-ole/)")
    change(tree, PART, "Bara du ser.", "[Se](/ei-ole/)")
    found = [str(one) for one in check_starter(tree) if one.path.name == "osa-01-alku.sv.md"]
    assert [one.endswith("There is no page at /sv/ei-ole/.") for one in found] == [True]


def test_reader_who_changes_language_in_mid_exercise_keeps_step_answer_and_progress(db, client, tree):
    load_starter(tree)
    forget_pages()
    finnish = "/valmennus/p/osa/1/2/"
    page = client.get(f"/sv{finnish}").content.decode()
    assert "<h1" in page and "Skäl" in page and f'formaction="{finnish}"' in page
    picked = str(key_of("programmes/p/syy", "virta"))
    assert picked in page
    client.post(f"/sv{finnish}", {"answer": [picked]})
    assert Entry.objects.count() == 1
    again = client.get(finnish).content.decode()
    assert "Syy" in again and "Virtaa" in again
    assert f'id="answer-{picked}" checked' in again
    client.post(finnish, {"answer": [picked], "base": Entry.objects.get().seq, "writer": "w"})
    assert Progress.objects.count() == 1
    assert "Början" in client.get("/sv/valmennus/p/").content.decode()


def test_part_when_nobody_has_translated_it_says_so_and_tells_its_language(db, client, tree):
    load_starter(tree)
    forget_pages()
    english = client.get("/en/valmennus/p/osa/1/1/").content.decode()
    assert "Nobody has translated this text yet." in english
    assert '<div class="stack gap-5" lang="fi">' in english
    finnish = client.get("/valmennus/p/osa/1/1/").content.decode()
    assert '<div class="stack gap-5" lang=' not in finnish


@pytest.mark.parametrize("language", LANGUAGES)
def test_shipped_programme_site_and_descriptions_are_in_every_language(language):
    folders = [(STARTER / "programmes/voimavarat", "*.md"), (STARTER / "site", "*.md")]
    folders += [(folder, "course.md") for folder in (STARTER / "courses").iterdir()]
    folders += [(folder, "module.md") for folder in (STARTER / "modules").iterdir()]
    missing = [
        path
        for folder, pattern in folders
        for path in source_files(folder, pattern)
        if not translation_of(path, language).exists()
    ]
    assert missing == []


def test_catalogue_in_a_language_without_courses_shows_the_finnish_ones_as_finnish(db, client, tree):
    (tree / "site/koulutukset.sv.md").write_text("---\ntitle: Utbildningar\nsummary: Alla.\n---\n", "utf-8")
    load_starter(tree)
    forget_pages()
    page = client.get("/sv/koulutukset/").content.decode()
    assert page.count('<h3 lang="fi"><a href="/koulutukset/') == 2
    assert '<h3 lang="' not in client.get("/koulutukset/").content.decode()


def test_parts_stand_in_their_order_in_every_language_with_their_words_for_coaches(db):
    load_starter()
    for language in ("fi", *LANGUAGES):
        assert [part["language"] for part in facilitated_parts(language)] == [language] * 10
        parts = PartPage.objects.filter(locale__language_code=language).order_by("path")
        assert list(parts.values_list("number", flat=True)) == list(range(1, 11))


LESSONS_IN_FINNISH = (
    "The lessons are in Finnish: nobody has translated them yet. Their titles stand here in Finnish, too."
)
COURSE = """\
---
title: Utbildning ett
for_whom: [För dig, För henne]
outcomes: [Du kan.]
extent: 18 timmar. Inga studiepoäng.
method: På nätet
assessment: Test.
certificate_basis: När allt är gjort.
price: Gratis
summary: Lär dig.
---
Välkommen.
"""


@pytest.fixture
def swedish_course(tree):
    """One training of the tree and its module described in Swedish; the lesson is Finnish."""
    (tree / "courses/eka/course.sv.md").write_text(COURSE, "utf-8")
    module = "---\ntitle: Början\noutcomes: [Du kan börja.]\n---\nVälkommen.\n"
    (tree / "modules/alku/module.sv.md").write_text(module, "utf-8")
    (tree / "site/koulutukset.sv.md").write_text("---\ntitle: Utbildningar\nsummary: Alla.\n---\n", "utf-8")
    assert load_starter(tree).problems == []
    forget_pages()
    return tree


def test_described_training_when_its_lessons_are_finnish_says_so_on_its_page_and_in_the_list(
    db, client, swedish_course
):
    page = client.get("/sv/koulutukset/eka/").content.decode()
    assert "Utbildning ett" in page and "Välkommen." in page
    assert "<h3>1. Början</h3>" in page
    assert '<li lang="fi">Luku</li>' in page
    with override("sv"):
        studied, lessons = gettext("Studied in Finnish"), gettext(LESSONS_IN_FINNISH)
    assert page.count(studied) == 1
    assert lessons in page
    listed = client.get("/sv/koulutukset/").content.decode()
    assert '<h3><a href="/sv/koulutukset/eka/">Utbildning ett</a></h3>' in listed
    assert listed.count(studied) == 2  # this one, and the one that is Finnish altogether
    finnish = client.get("/koulutukset/eka/").content.decode() + client.get("/koulutukset/").content.decode()
    assert gettext("Studied in Finnish") not in finnish and '<li lang="' not in finnish


def test_described_training_when_translated_is_the_same_training_for_its_learners(db, swedish_course):
    course = Course.objects.get(code="eka")
    assert course.titles["sv"] == "Utbildning ett"
    assert course.facts["sv"]["outcomes"] == ["Du kan."]
    assert course.outline[0]["titles"] == {"fi": "Alku", "sv": "Början"}
    assert len(course.outline[0]["items"]) == 2


def test_module_when_its_training_is_not_translated_stays_out_of_that_language(db, swedish_course):
    assert [page.get_parent().slug for page in Page.objects.filter(title="Början").type(ModulePage)] == ["eka"]


def words_for_help(tree, **fields: str) -> None:
    """One contact in Finnish with a Swedish translation of it, and one that nobody has translated."""
    finnish = {"number": '"123"', "note": "Soita.", "hours": "Aina", "languages": "suomi"} | fields
    rows = "".join(f"    {name}: {value}\n" for name, value in finnish.items())
    shared = "    checked: 2026-11-21\n    published: true\n"
    (tree / "help.yaml").write_text(f"contacts:\n  - key: a\n    name: Apu\n{rows}{shared}", "utf-8")
    swedish = "contacts:\n  - {key: a, name: Hjälp, note: Ring., hours: Alltid, languages: finska}\n"
    (tree / "help.sv.yaml").write_text(swedish, "utf-8")
    (tree / "site/apua.md").write_text(
        "---\ntitle: Apua\nslug: apua\nsummary: Apua.\nhelp_contacts: true\n---\n", "utf-8"
    )
    (tree / "site/apua.sv.md").write_text("---\ntitle: Hjälp\nsummary: Hjälp.\n---\n", "utf-8")


def test_help_contact_in_another_language_has_the_number_of_the_finnish_card(db, client, tree):
    words_for_help(tree)
    assert load_starter(tree).problems == []
    HelpContact.objects.filter(locale__language_code="fi").update(number="456", hours="")
    forget_pages()
    page = client.get("/sv/apua/").content.decode()
    assert "Hjälp" in page and "Ring." in page and "finska" in page
    assert 'href="tel:456"' in page and "123" not in page
    assert "Alltid" not in page  # the hours were taken away from the Finnish card
    assert SeedRecord.objects.filter(key="help/a@sv").exists()
    assert not load_starter(tree).created


def test_help_contact_that_nobody_has_translated_is_shown_as_finnish_and_after_its_own(db, client, tree):
    words_for_help(tree)
    load_starter(tree)
    finnish = Locale.objects.get(language_code="fi")
    day = HelpContact.objects.first().checked
    for key, language in (("b", "ruotsi"), ("c", "")):
        HelpContact.objects.create(
            key=key, name=f"Apu {key}", languages=language, checked=day, published=True, locale=finnish
        )
    forget_pages()
    page = client.get("/sv/apua/").content.decode()
    assert page.index('aria-labelledby="contact-b" lang="fi"') < page.index('aria-labelledby="contact-a"')
    assert 'aria-labelledby="contact-a" lang' not in page
    with override("sv"):
        assert page.count(gettext("Nobody has translated this text yet.")) == 2
    assert 'aria-labelledby="contact-b" lang' not in client.get("/apua/").content.decode()


def test_shipped_contacts_are_in_every_language_in_the_same_order():
    keys = [(plan.language, plan.values["key"]) for plan in plan_cards(STARTER / "help.yaml")]
    finnish = [key for language, key in keys if language == "fi"]
    for language in LANGUAGES:
        assert [key for one, key in keys if one == language] == finnish


@pytest.mark.parametrize("language", LANGUAGES)
def test_shipped_programme_has_plain_language_in_every_language(language):
    plans = [planner() for planner in planners(STARTER)]
    parts = [page for plan in plans for page in plan.pages if page.model == "PartPage" and page.language == language]
    screens = [block["value"] for part in parts for block in part.values["screens"] if "plain" in block["value"]]
    assert len([screen for screen in screens if "key" in screen]) > 30
    assert len([screen for screen in screens if "key" not in screen]) > 20
    assert [screen["title"] for screen in screens if not screen["plain"]] == []


def test_an_exercise_without_plain_words_in_a_language_has_none_there(tmp_path):
    theirs = parse_yaml("key: syy\nprompt: Miksi tulit?\nplain: Kirjoita syy.\n", path=tmp_path, first_line=1)
    mine = parse_yaml("prompt: Varför kom du?\n", path=tmp_path, first_line=1)
    assert overlaid(theirs, mine) == {"key": "syy", "prompt": "Varför kom du?"}
