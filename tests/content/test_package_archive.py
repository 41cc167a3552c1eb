"""Zips that a stranger has made: nothing is written outside their folder, and nothing without end."""

import io
import stat
import zipfile

import pytest
from PIL import Image

from content.packages import archive
from content.packages.archive import RefusedPackage, unpack

SHEET = ("package.yaml", b"format: 1\ncourse: x\n")


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes], sheet: bool = True) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in ([SHEET] if sheet else []) + list(files):
            out.writestr(name, content)
    return made.getvalue()


def test_package_when_in_order_is_unpacked(tmp_path):
    unpack(zipped(("courses/x/course.md", b"---\n---\n")), tmp_path)

    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["course.md", "package.yaml"]


@pytest.mark.parametrize(
    "name",
    [
        "../out.md",
        "courses/../../out.md",
        "/etc/out.md",
        "courses\\..\\out.md",
        "C:/out.md",
        "courses//out.md",
        "./out.md",
        "courses/x/y/z/out.md",
        "courses/\u202eout.md",
        "courses/ out.md",
        f"{'a' * 300}.md",
    ],
)
def test_file_in_a_strange_place_is_refused(name, tmp_path):
    root = tmp_path / "root"
    root.mkdir()
    with pytest.raises(RefusedPackage):
        unpack(zipped((name, b"x")), root)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_link_instead_of_a_file_is_refused(tmp_path):
    link = zipfile.ZipInfo("courses/out.md")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(RefusedPackage):
        unpack(zipped((link, b"/etc/passwd")), tmp_path)


@pytest.mark.parametrize(
    "name", ["courses/x/run.py", "courses/x/page.html", "courses/x/draw.svg", "courses/x/noending"]
)
def test_kind_that_no_training_shows_is_refused(name, tmp_path):
    with pytest.raises(RefusedPackage):
        unpack(zipped((name, b"x")), tmp_path)


def test_text_in_the_dress_of_a_picture_is_refused(tmp_path):
    with pytest.raises(RefusedPackage):
        unpack(zipped(("modules/m/kuva.png", b"<script>alert(1)</script>")), tmp_path)


def test_picture_that_is_one_is_taken(tmp_path):
    drawn = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(drawn, "PNG")
    unpack(zipped(("modules/m/kuva.png", drawn.getvalue())), tmp_path)

    assert (tmp_path / "modules/m/kuva.png").read_bytes() == drawn.getvalue()


def test_bomb_is_refused_before_it_is_opened(tmp_path):
    with pytest.raises(RefusedPackage):
        unpack(zipped(("modules/m/nollia.txt", b"\0" * (30 << 20))), tmp_path)
    assert [path.name for path in tmp_path.rglob("*.txt")] == []


def test_text_that_is_larger_than_a_text_is_refused(tmp_path):
    with pytest.raises(RefusedPackage):
        unpack(zipped(("courses/x/course.md", bytes(range(32, 126)) * 12_000)), tmp_path)


def test_whole_that_is_larger_than_it_says_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_UNPACKED", 50)
    with pytest.raises(RefusedPackage):
        unpack(zipped(("courses/x/course.md", b"x" * 40)), tmp_path)


def test_same_name_twice_is_refused(tmp_path):
    with pytest.raises(RefusedPackage):
        unpack(zipped(("courses/x/A.md", b"x"), ("courses/x/a.md", b"y")), tmp_path)


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_FILES", 2)
    with pytest.raises(RefusedPackage):
        unpack(zipped(("a.md", b""), ("b.md", b"")), tmp_path)


@pytest.mark.parametrize(
    "data",
    [b"", b"not a zip", zipped(sheet=False), zipped(("a.md", b"x"))[:60]],
    ids=["nothing", "text", "without its sheet", "broken off"],  # the bytes hold the time at which they were made
)
def test_what_is_no_package_is_refused(data, tmp_path):
    with pytest.raises(RefusedPackage):
        unpack(data, tmp_path)
