"""What must not stand in the repository."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Written in pieces, so that this file does not name what it looks for.
REGISTRIES = re.compile(
    "|".join(["py" + r"pi\.(org|io)", "python" + "hosted", "np" + r"mjs\.", "yarn" + "pkg"]), re.IGNORECASE
)
MACHINE_PATHS = re.compile(r"(^|[^A-Za-z0-9_.-])/(wo" + "rk|fa" + "rm|ro" + r"ot)/[A-Za-z0-9_.-]")
UNFINISHED = re.compile(r"\b(TO" + "DO|FIX" + "ME|XX" + r"X)\b")


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def lines_with(pattern: re.Pattern) -> list[str]:
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {line[:100]}" for line in text.splitlines() if pattern.search(line)]
    return found


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINE_PATHS, UNFINISHED], ids=["registries", "paths", "unfinished"])
def test_nothing_of_this_kind_is_tracked(pattern):
    assert lines_with(pattern) == []


def test_no_large_or_built_file_is_tracked():
    large = [f"{path.relative_to(ROOT)}" for path in tracked() if path.stat().st_size > 600 * 1024]
    built = [f"{path.relative_to(ROOT)}" for path in tracked() if path.suffix in (".woff2", ".mo", ".pyc", ".sqlite3")]
    assert large + built == []


def test_the_top_level_is_the_house():
    rooms = {"lms", "courses", "assessments", "certificates", "content", "tests"}
    tools = {"docs", "locale", "bench", "drills", "deploy", ".ci", ".github"}
    folders = {path.relative_to(ROOT).parts[0] for path in tracked() if len(path.relative_to(ROOT).parts) > 1}
    assert folders - rooms - tools == set()
