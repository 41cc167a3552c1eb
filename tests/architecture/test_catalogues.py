"""The interface is complete in Finnish and Swedish, or the build fails."""

import importlib.util
import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
BLOCK = re.compile(r"\{%\s*blocktranslate\b([^%]*)%\}")
EDGE = re.compile(r"^\s*|\s*$")


def load_collector():
    """The script that makes the catalogues: the test asks it the same question."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / ".ci" / "messages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


collector = load_collector()
LANGUAGES = collector.CATALOGUES


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(collector.catalogue_path(language)))


def translations(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Each translated form beside the form it translates; the singular may leave its number out."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text.replace("%%", "")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_of_the_catalogue_is_translated(language):
    po = catalogue(language)
    assert [entry.msgid for entry in po.untranslated_entries()] == []
    assert [entry.msgid for entry in po.fuzzy_entries()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_holds_exactly_what_the_source_marks(language):
    known = {(entry.msgctxt or "", entry.msgid) for entry in catalogue(language)}
    marked = {(context, text) for context, text, _plural in collector.source_messages(language)}
    assert sorted(marked - known) == [], "run make messages and translate these"
    assert sorted(known - marked) == [], "run make messages: these are no longer in the source"


@pytest.mark.parametrize("language", LANGUAGES)
def test_collecting_again_changes_nothing(language, tmp_path):
    path = collector.catalogue_path(language)
    again = collector.updated(polib.pofile(str(path)), language, collector.source_messages(language))
    again.save(str(tmp_path / "django.po"))
    assert (tmp_path / "django.po").read_text("utf-8") == path.read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_its_placeholders(language):
    others = {
        message[1]
        for path in (ROOT / "locale").glob("*.py")
        for message in collector.messages_in_code(path.read_text())
    }
    wrong = []
    for entry in catalogue(language):
        for text, translated in translations(entry):
            given, kept = placeholders(text), placeholders(translated)
            may_leave_out = entry.msgid in others or entry.msgid_plural  # a plural form knows more than it must say
            known = set(given) | set(placeholders(entry.msgid_plural))
            if kept != given and not (may_leave_out and set(kept) <= known):
                wrong.append((text, translated))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_spaces_at_its_ends(language):
    wrong = [
        (text, translated)
        for entry in catalogue(language)
        for text, translated in translations(entry)
        if EDGE.findall(text) != EDGE.findall(translated)
    ]
    assert wrong == []


def test_what_the_authors_scripts_say_is_translated():
    po = polib.pofile(str(collector.catalogue_path("fi").with_name("djangojs.po")))
    assert [entry.msgid for entry in po if not entry.translated()] == []


def test_messages_are_found_in_code_templates_and_declarations():
    code = (
        'from x import gettext as _\n_("One " "two")\nngettext("%(n)d day", "%(n)d days", n)\npgettext("menu", "Open")'
    )
    assert set(collector.messages_in_code(code)) == {
        ("", "One two", ""),
        ("", "%(n)d day", "%(n)d days"),
        ("menu", "Open", ""),
    }
    renamed = 'from django.utils.translation import gettext_lazy as lazy\nlazy("Later")'
    assert set(collector.messages_in_code(renamed)) == {("", "Later", "")}
    assert set(collector.messages_in_code('Privacy(personal=True, about="Who", keep="a day")')) == {
        ("", "Who", ""),
        ("", "a day", ""),
    }
    template = (
        '{% load i18n %}{% translate "It\'s 5 %" %}{{ value|default:_("None") }}'
        "{% blocktranslate trimmed count counter=n with name=x %}\n  {{ name }}: one\n"
        "{% plural %}\n  {{ name }}: {{ counter }}\n{% endblocktranslate %}"
    )
    assert set(collector.messages_in_template(template)) == {
        ("", "It's 5 %%", ""),
        ("", "None", ""),
        ("", "%(name)s: one", "%(name)s: %(counter)s"),
    }


def test_long_texts_are_trimmed_so_that_indenting_changes_no_string():
    loose = [
        str(path.relative_to(ROOT))
        for room in collector.SOURCES
        for path in (ROOT / room).rglob("templates/**/*.html")
        for options in BLOCK.findall(path.read_text("utf-8"))
        if "trimmed" not in options
    ]
    assert loose == []
