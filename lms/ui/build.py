"""What the look needs from installed packages and from many small files, written once at set-up.

Nothing here is committed: the stylesheet is concatenated from one file per component, the fonts are subset from the
installed font package, the icons are one sprite of the names in `icons.ICONS`.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree
from zipfile import ZipFile

import fontpkg_source_sans_3
import lucide
import typst
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from lms.ui import tokens
from lms.ui.icons import ICONS

STATIC = Path(__file__).resolve().parent / "static" / "ui"
BUILT = STATIC / "built"
CSS = Path(__file__).resolve().parent / "styles"

# Components lie between these two in alphabetical order: the layers, not the order of files, decide who wins.
FIRST = ("layers", "fonts", "reset", "tokens", "base", "layout")
LAST = ("utilities", "print")

#: The site's sign, and the picture of it for phones that take no SVG (iOS). Those round its corners themselves.
SIGN = STATIC / "favicon.svg"
APP_ICON, APP_ICON_SIZE = "apple-touch-icon.png", 180

LATIN = (
    (0x0000, 0x00FF), (0x0131, 0x0131), (0x0152, 0x0153), (0x02BB, 0x02BC), (0x02C6, 0x02C6), (0x02DA, 0x02DA),
    (0x02DC, 0x02DC), (0x2000, 0x206F), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212),
    (0x2215, 0x2215),
)  # fmt: skip
# Finnish š and ž, the Baltic and Slavic letters of names, Northern Sámi (č đ ŋ š ŧ ž) and Skolt Sámi (ǥ ǧ ǩ ʒ ǯ).
LATIN_EXT = (
    (0x0100, 0x0130), (0x0132, 0x0151), (0x0154, 0x017F), (0x018F, 0x018F), (0x01B5, 0x01B7), (0x01CD, 0x01DC),
    (0x01E4, 0x01EF), (0x0218, 0x021B), (0x0259, 0x0259), (0x0292, 0x0292), (0x1E80, 0x1E85), (0x1E9E, 0x1E9E),
)  # fmt: skip
FONTS = {"source-sans-3-latin.woff2": LATIN, "source-sans-3-latin-ext.woff2": LATIN_EXT}
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "tnum"]
WEIGHTS = (400, 700)


def build(target: Path = BUILT) -> list[str]:
    """Bring every built file up to date and name those that were written; unchanged inputs cost one hash each."""
    target.mkdir(parents=True, exist_ok=True)
    return [name for name, digest, make in _recipes() if _refresh(target / name, digest, make)]


def _recipes() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Each built file: its name, the digest of all it is made of, and how it is made."""
    for name, files in SHEETS.items():
        yield name, _digest(*files()), lambda files=files: concatenate_css(files()).encode()
    yield "icons.svg", _digest(lucide_archive(), extra=" ".join(sorted(ICONS))), lambda: draw_sprite().encode()
    yield APP_ICON, _digest(SIGN, extra=tokens.light()["paper"]), draw_app_icon
    for name, ranges in FONTS.items():
        yield name, _digest(font_file(), extra=repr((ranges, FEATURES, WEIGHTS))), partial(subset_font, ranges)


def _refresh(path: Path, digest: str, make: Callable[[], bytes]) -> bool:
    """Write `path` unless it was made of the same things; its stamp is set only after it was written."""
    stamp = path.with_name(f".{path.name}.stamp")
    if path.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return False
    path.write_bytes(make())
    stamp.write_text(digest, encoding="ascii")
    return True


def _digest(*files: Path, extra: str = "") -> str:
    # How a file is made is part of what it is made of: a change in this module builds everything again.
    digest = hashlib.sha256(Path(__file__).read_bytes() + extra.encode())
    for path in files:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def css_files() -> list[Path]:
    """The style files of every page in the order they are concatenated."""
    middle = sorted(p.stem for p in CSS.glob("*.css") if p.stem not in FIRST + LAST)
    return [CSS / f"{name}.css" for name in (*FIRST, *middle, *LAST)]


def task_files() -> list[Path]:
    """The style files of the pages that ask something; a page to read does not fetch them."""
    return sorted((CSS / "tasks").glob("*.css"))


def paper_files() -> list[Path]:
    """The style files of the pages that are made to be printed."""
    return sorted((CSS / "paper").glob("*.css"))


SHEETS: dict[str, Callable[[], list[Path]]] = {
    "polku.css": css_files,
    "tasks.css": task_files,
    "paper.css": paper_files,
}


def concatenate_css(files: list[Path]) -> str:
    """One stylesheet without comments and the white space that only people need; neighbours of one layer share it."""
    sheet = ""
    for path in files:
        piece = shortened(path.read_text(encoding="utf-8"))
        layer = piece[: piece.find("{") + 1]
        if layer.startswith("@layer ") and sheet.rpartition("\n")[2].startswith(layer):
            sheet = sheet.removesuffix("}") + piece.removeprefix(layer)
        else:
            sheet += f"\n{piece}"
    return sheet.strip() + "\n"


def shortened(text: str) -> str:
    """The rules of one file in one line."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s*([{};,>])\s*|(?<=:) ", r"\1", " ".join(text.split()))
    return text.replace(";}", "}")


def draw_app_icon() -> bytes:
    """The sign as a PNG on the colour of the page: iOS shows transparent places black."""
    size, ground = f"{APP_ICON_SIZE}pt", tokens.light()["paper"]
    page = f'#set page(width: {size}, height: {size}, margin: 9%, fill: rgb("{ground}"))'
    with TemporaryDirectory() as folder:
        shutil.copy(SIGN, folder)
        drawing = Path(folder) / "icon.typ"
        drawing.write_text(f'{page}\n#image("{SIGN.name}", width: 100%)\n', encoding="utf-8")
        return typst.compile(drawing, root=folder, format="png", ppi=72)


def lucide_archive() -> Path:
    """The installed archive of icons."""
    return Path(lucide.__file__).parent / "lucide.zip"


def draw_sprite() -> str:
    """One SVG of symbols; colour and stroke come from the class `icon`, so they follow the theme."""
    ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
    symbols = []
    with ZipFile(lucide_archive()) as archive:
        for name in sorted(ICONS):
            drawing = ElementTree.fromstring(archive.read(f"{name}.svg"))
            shapes = "".join(ElementTree.tostring(shape, encoding="unicode").strip() for shape in drawing)
            shapes = shapes.replace(' xmlns="http://www.w3.org/2000/svg"', "")
            symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def font_file() -> Path:
    """The installed variable font."""
    return Path(fontpkg_source_sans_3.__file__).parent / "files" / "SourceSans3[wght].ttf"


def subset_font(ranges: tuple[tuple[int, int], ...]) -> bytes:
    """The letters of `ranges` in the weights the site uses, as woff2."""
    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=[1, 2, 13, 14])
    font = TTFont(font_file())
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[point for first, last in ranges for point in range(first, last + 1)])
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


if __name__ == "__main__":  # at every start, so without the seconds that Django takes to wake up
    if names := build():
        sys.stdout.write(f"Built: {', '.join(names)}.\n")
