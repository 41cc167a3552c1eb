"""In the coaching nobody is ever late and nothing has failed: not a word of it, in any language (C-56)."""

import ast
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import gettext, ngettext, override

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = re.compile(
    r"\b(late|failed|failure|overdue|myöhässä|myöhästy\w*|epäonnist\w*|hylätty|hylätään|"
    r"försenad\w*|för sent|misslyck\w*|underkän\w*)\b",
    re.IGNORECASE,
)
#: What the coaching is made of: its pages, exercises, measure, groups and mails.
TEMPLATES = (
    "content/templates/content/coaching",
    "content/templates/content/sittings",
    "content/templates/content/pages/programme_landing.html",
    "assessments/personal/templates",
)
CODE = (
    "content/coaching*.py",
    "content/views/coaching*.py",
    "content/measur*.py",
    "content/views/measures.py",
    "content/sitting*.py",
    "content/views/sittings.py",
    "content/gentle.py",
    "content/remind*.py",
    "content/sending_to.py",
    "content/ways_back.py",
    "assessments/personal/**/*.py",
    "assessments/kinds/exercises/*.py",
)
SHIPPED = ("content/starter/programmes", "content/starter/scales", "content/starter/site/pienet-kortit*")
#: Where a word is right all the same: (file name, what stands there) and why.
ALLOWED = {
    ("osa-06-kun-menee-pieleen.md", "Bussi oli myöhässä"): "An everyday mishap as an example: it was the bus.",
    ("osa-06-kun-menee-pieleen.en.md", "The bus was late"): "The same bus.",
    ("osa-08-arjen-voima.en.md", "sleep late"): "Sleeping long, as something good.",
    ("voimavaramittari.yaml", "det första försöket misslyckas"): "A statement of the measure, about trying again.",
    ("voimavaramittari.yaml", "Kun jokin epäonnistuu"): "A statement of the measure, about a second chance.",
    ("voimavaramittari.yaml", "När något misslyckas"): "The same statement.",
}
TRANSLATED = re.compile(r"""{%\s*translate\s+(?:"([^"]*)"|'([^']*)')""")
BLOCK = re.compile(r"{%\s*blocktranslate\b([^%]*)%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
PLURAL = re.compile(r"{%\s*plural\s*%}")
CALLS = {"_", "gettext", "gettext_lazy", "lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def files(*patterns: str) -> list[Path]:
    found = [path for pattern in patterns for path in ROOT.glob(pattern)]
    return [one for path in found for one in (path.rglob("*") if path.is_dir() else [path]) if one.is_file()]


def in_templates() -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The strings of the templates, each with its plural where it has one."""
    for path in files(*TEMPLATES):
        text = path.read_text()
        yield from ((path, (one or other,)) for one, other in TRANSLATED.findall(text))
        for options, block in BLOCK.findall(text):
            forms = [" ".join(form.split()) if "trimmed" in options else form for form in PLURAL.split(block)]
            yield path, tuple(re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", form) for form in forms)


def in_code() -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The strings of the code."""
    for path in files(*CODE):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
                texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                if texts:
                    yield path, tuple(texts)


def shown_in(language: str) -> list[tuple[Path, str]]:
    """Every string of the coaching as it is shown in a language."""
    with override(language):
        return [
            (path, shown)
            for path, forms in (*in_templates(), *in_code())
            for shown in ([ngettext(*forms, 1), ngettext(*forms, 2)] if len(forms) == 2 else map(gettext, forms))
        ]


def faults_in(texts: list[tuple[Path, str]]) -> list[str]:
    return [
        f"{path.name}: {text}"
        for path, text in texts
        if FORBIDDEN.search(html.unescape(text))
        and not any(path.name == name and word in text for name, word in ALLOWED)
    ]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_string_of_the_coaching_says_that_somebody_is_late_or_has_failed(language):
    texts = shown_in(language)
    assert len(texts) > 400
    assert faults_in(texts) == []


def test_no_shipped_part_says_it_either():
    lines = [(path, line) for path in files(*SHIPPED) for line in path.read_text().splitlines()]
    assert len({path for path, _line in lines}) > 30
    assert faults_in(lines) == []


def test_every_exception_is_still_needed_and_says_why():
    for (name, word), reason in ALLOWED.items():
        found = [path for path in files(*TEMPLATES, *CODE, *SHIPPED) if path.name == name]
        assert found, name
        assert reason
        assert any(FORBIDDEN.search(line) and word in line for line in found[0].read_text().splitlines()), word


@pytest.mark.parametrize("text", ["Olet myöhässä", "This is overdue.", "Du har misslyckats", "Epäonnistuit"])
def test_the_look_for_words_finds_them(text):
    assert faults_in([(Path("x.md"), text)]) == [f"x.md: {text}"]


@pytest.mark.parametrize("text", ["translate", "What you write later", "Valitse myöhemmin", "relate"])
def test_the_look_for_words_lets_the_others_be(text):
    assert faults_in([(Path("x.md"), text)]) == []
