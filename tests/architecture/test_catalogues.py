"""The interface is complete in Finnish and Swedish, or the build fails."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("lms", "courses", "assessments", "certificates", "content")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
LITERAL = re.compile(r"""\b(?:_|gettext|gettext_lazy|pgettext)\(\s*f?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*\)""")
TAG = re.compile(r"""\{%\s*translate\s+("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
BLOCK = re.compile(r"\{%\s*blocktranslate\b([^%]*)%\}")


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))


def source_strings() -> set[str]:
    """Strings marked for translation in code and templates, without concatenated ones."""
    found: set[str] = set()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*"):
            if path.suffix == ".py" and "migrations" not in path.parts:
                found |= {literal[1:-1].replace('\\"', '"') for literal in LITERAL.findall(path.read_text("utf-8"))}
            elif path.suffix in (".html", ".txt") and "templates" in path.parts:
                found |= {literal[1:-1] for literal in TAG.findall(path.read_text("utf-8"))}
    return {text for text in found if text}


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_string_of_the_catalogue_is_translated(language):
    po = catalogue(language)
    assert [entry.msgid for entry in po.untranslated_entries()] == []
    assert [entry.msgid for entry in po.fuzzy_entries()] == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_marked_string_is_in_the_catalogue(language):
    known = {entry.msgid for entry in catalogue(language) if not entry.obsolete}
    assert sorted(source_strings() - known) == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_translation_keeps_its_placeholders(language):
    wrong = []
    for entry in catalogue(language):
        for text in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
            if set(PLACEHOLDER.findall(text)) - set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or ""))):
                wrong.append(entry.msgid)
    assert wrong == []


def test_long_texts_are_trimmed_so_that_indenting_changes_no_string():
    loose = [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("templates/**/*.html")
        for options in BLOCK.findall(path.read_text("utf-8"))
        if "trimmed" not in options
    ]
    assert loose == []
