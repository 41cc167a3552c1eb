"""Catalogues: collects the interface's strings into ``locale/`` and compiles them. Needs no gettext tools.

``messages.py`` collects and compiles; ``--compile-only`` compiles .po to .mo; ``--missing`` also lists what lacks a
translation. Collecting twice gives the same files: sorted, without dates and places. A string that is no longer in
the source is dropped, a new one comes in empty, and nothing is guessed (no fuzzy entries).

Three kinds of strings are found: marked in code, marked in templates, and the sentences of ``Privacy(...)``
declarations, which the privacy pages translate through a variable. The modules in ``locale/`` mark strings of other
packages that we word ourselves.
"""

import ast
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
#: Folders under ``locale/``, each named last by its language. What we word of Wagtail's admin, in Finnish alone, has a
#: catalogue of its own.
ADMIN = "wagtail/fi"
CATALOGUES = ("fi", "sv", ADMIN)
SOURCES = ("lms", "courses", "assessments", "certificates", "content", "locale")

#: How the names of the sources of that catalogue begin.
ADMIN_SOURCES = "wagtail_admin"

#: (context, string, plural); an absent one is "".
Message = tuple[str, str, str]

#: Which arguments of each marking function are the context, the string and the plural.
MARKS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
DECLARED = ("about", "keep")
TEMPLATE_CALL = re.compile(r"(?<!\w)(_|n?p?gettext)\(((?:u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")(?:,\s*)?)+)")
HEADER = {
    "Project-Id-Version": "Polku",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def called(node: ast.Call) -> str:
    """The name a call is made by: ``gettext`` for both ``gettext(…)`` and ``translation.gettext(…)``."""
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def text_of(node: ast.expr | None) -> str:
    """The string a node spells out, or nothing when it is computed."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def marked(name: str, arguments: list[str]) -> Message:
    """The message that a call of a marking function with these texts names."""
    return tuple("" if place is None else arguments[place] for place in MARKS[name])  # type: ignore[return-value]


def renamed(tree: ast.Module) -> dict[str, str]:
    """What a file calls the marking functions: ``from … import gettext_lazy as lazy``."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names = [name for node in imports if node.module == "django.utils.translation" for name in node.names]
    return {name.asname: name.name for name in names if name.asname}


def messages_in_code(source: str) -> Iterator[Message]:
    tree = ast.parse(source)
    aliases = renamed(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = aliases.get(called(node), called(node))
        if name in MARKS and node.args:
            texts = [text_of(argument) for argument in node.args] + [""] * 3
            yield marked(name, texts)
        elif name == "Privacy":
            for keyword in node.keywords:
                if keyword.arg in DECLARED:
                    yield "", text_of(keyword.value), ""


def messages_in_template(source: str) -> Iterator[Message]:
    for name, arguments in TEMPLATE_CALL.findall(templatize(source)):
        # The places of the source make multi-line templates hard to read: only the literals count.
        yield marked(name, [*ast.literal_eval(f"({arguments.rstrip(', ')},)")] + [""] * 3)


def source_files() -> Iterator[tuple[Path, str]]:
    """Code and templates of our own, with the text."""
    for room in SOURCES:
        for path in sorted((ROOT / room).rglob("*")):
            code = path.suffix == ".py" and "migrations" not in path.parts
            template = path.suffix in (".html", ".txt") and "templates" in path.parts
            if code or template:
                yield path, path.read_text("utf-8")


def source_messages(catalogue: str) -> set[Message]:
    """Every message that the source marks for a catalogue; what we say ourselves too is not the admin's."""
    own: set[Message] = set()
    admins: set[Message] = set()
    for path, source in source_files():
        found = messages_in_code(source) if path.suffix == ".py" else messages_in_template(source)
        (admins if path.stem.startswith(ADMIN_SOURCES) else own).update(found)
    if catalogue == ADMIN:
        said = {message[:2] for message in own}
        return {message for message in admins if message[1] and message[:2] not in said}
    return {message for message in own if message[1]}


def catalogue_path(catalogue: str) -> Path:
    return ROOT / "locale" / catalogue / "LC_MESSAGES" / "django.po"


def updated(old: polib.POFile | list, catalogue: str, messages: set[Message]) -> polib.POFile:
    """A catalogue of exactly these messages, with the translations that the old one has for them."""
    known = {(entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=0)
    new.metadata = HEADER | {"Language": catalogue.rpartition("/")[2]}
    singles: dict[tuple[str, str], str] = {}
    for context, text, plural in sorted(messages):
        singles[context, text] = max(plural, singles.get((context, text), ""))
    for (context, text), plural in singles.items():
        before = known.get((context, text, plural))
        entry = polib.POEntry(msgctxt=context or None, msgid=text, msgid_plural=plural)
        if re.search(r"%\(\w+\)[sd]|%[sd]", text + plural):
            entry.flags.append("python-format")
        if plural:
            entry.msgstr_plural = before.msgstr_plural if before else {0: "", 1: ""}
        else:
            entry.msgstr = before.msgstr if before else ""
        new.append(entry)
    return new


def collect() -> None:
    """Bring the catalogues up to the source."""
    for catalogue in CATALOGUES:
        path = catalogue_path(catalogue)
        path.parent.mkdir(parents=True, exist_ok=True)
        old = polib.pofile(str(path)) if path.exists() else []
        updated(old, catalogue, source_messages(catalogue)).save(str(path))


def compile_catalogues() -> None:
    """Write the .mo beside each .po that is newer than it."""
    for po in sorted((ROOT / "locale").rglob("LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            polib.pofile(str(po)).save_as_mofile(str(mo))


def list_missing() -> None:
    for catalogue in CATALOGUES:
        for entry in polib.pofile(str(catalogue_path(catalogue))).untranslated_entries():
            print(f"{catalogue}: {entry.msgid}")


if __name__ == "__main__":
    os.chdir(ROOT)
    if "--compile-only" not in sys.argv:
        collect()
    compile_catalogues()
    if "--missing" in sys.argv:
        list_missing()
