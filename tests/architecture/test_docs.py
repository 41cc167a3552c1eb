"""The documentation names what there is: commands, variables, targets, labels, files."""

import ast
import re
from pathlib import Path

import polib
import pytest
import wagtail
import wagtail_localize

from tests.architecture.test_repository import tracked

ROOT = Path(__file__).resolve().parents[2]
OPERATE = (ROOT / "docs/operate.md").read_text(encoding="utf-8")
DEVELOP = (ROOT / "docs/develop.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs/kouluttaja.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
PAGES = sorted(path for path in tracked() if path.suffix == ".md" and "starter" not in path.parts)

#: [text](address) and ![text](address), without what stands in code.
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
ASKING = ("os.environ.get", "os.environ.setdefault", "required")
#: Variables that are not an installation's to set.
OF_THE_SHELL = {"PATH", "HOME"}


def variables_in_settings() -> set[str]:
    """What ``os.environ`` and ``required`` are asked for; ``serve`` reads the port, ``manage.py`` which settings."""
    found = set()
    serve = ROOT / "lms/dashboard/management/commands/serve.py"
    for path in [*(ROOT / "lms/settings").glob("*.py"), serve, ROOT / "manage.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found |= _asked_for(node)
    return found


def _asked_for(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
        name = node.slice
    elif isinstance(node, ast.Call) and node.args and ast.unparse(node.func) in ASKING:
        name = node.args[0]
    else:
        return set()
    return {name.value} if isinstance(name, ast.Constant) else set()


def variables_in_setup() -> set[str]:
    """What the set-up script reads and does not set itself; a shell's own variables are in small letters there."""
    text = (ROOT / ".ci/setup").read_text(encoding="utf-8")
    return set(re.findall(r"\$\{?([A-Z][A-Z_]+)", text)) - OF_THE_SHELL


def commands() -> list[str]:
    return sorted(
        path.stem
        for path in ROOT.glob("*/**/management/commands/*.py")
        if path.stem != "__init__" and ".venv" not in path.parts
    )


def targets() -> list[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE).group(1).split()


def anchors_in(text: str) -> set[str]:
    """The addresses of headings, as code-hosting sites make them."""
    headings = re.findall(r"^#+ (.+)$", CODE.sub(lambda code: code[0].replace("#", ""), text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def labels() -> set[str]:
    """Every Finnish word of the interface: ours, and of the admin where it is not ours."""
    folders = [ROOT / "locale", ROOT / "locale/wagtail", *Path(wagtail.__file__).parent.glob("*/locale")]
    folders.append(Path(wagtail_localize.__file__).parent / "locale")
    found = set()
    for file in [folder / "fi/LC_MESSAGES/django.po" for folder in folders]:
        if file.exists():
            for entry in polib.pofile(str(file)):
                found |= {entry.msgstr.strip().lower(), *(text.lower() for text in entry.msgstr_plural.values())}
    return found


def test_there_is_something_to_compare():
    assert {"SECRET_KEY", "DATABASE_URL", "POLKU_VAR", "EMAIL_HOST", "PORT"} <= variables_in_settings()
    assert {"prepare", "worker", "make_vault_key", "make_administrator"} <= set(commands())
    assert {"run", "test"} <= set(targets())


@pytest.mark.parametrize("name", sorted(variables_in_settings() | variables_in_setup()))
def test_a_variable_stands_in_the_guide_and_in_the_example(name):
    assert f"`{name}`" in OPERATE
    assert re.search(rf"^#?{name}=", EXAMPLE, re.MULTILINE)


def test_the_example_names_no_variable_that_nothing_reads():
    named = set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE))
    assert named - variables_in_settings() - variables_in_setup() == set()


@pytest.mark.parametrize("name", commands())
def test_a_command_has_a_line_in_the_guide(name):
    assert re.search(rf"^\| `{name}` \| .+ \|$", OPERATE, re.MULTILINE)


def test_the_guide_names_no_command_that_is_not_there():
    named = re.findall(r"^\| `([a-z_]+)` \|", OPERATE.split("## Commands")[1].split("\n## ")[0], re.MULTILINE)
    assert sorted(named) == commands()


def test_every_make_target_is_explained_and_none_is_invented():
    explained = re.findall(r"^\| `make ([a-z-]+)` \|", DEVELOP, re.MULTILINE)
    assert sorted(explained) == sorted(targets())


def test_the_readme_names_only_commands_that_exist():
    named = set(re.findall(r"\bmake ([a-z-]+)", " ".join(CODE.findall(README))))
    assert {"run", "test"} <= named <= set(targets())


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_inside_the_repository_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    dead = []
    for address in LINK.findall(CODE.sub("", text)):
        if re.match(r"[a-z]+:", address):
            continue
        file, _sharp, anchor = address.partition("#")
        target = (page.parent / file).resolve() if file else page
        if not target.exists() or anchor and anchor not in anchors_in(target.read_text(encoding="utf-8")):
            dead.append(address)
    assert dead == []


def test_pictures_are_real_small_and_described():
    shown = {(ROOT / "docs" / name).resolve() for name in re.findall(r"!\[[^\]]{20,}\]\((pictures/[^)]+)\)", GUIDE)}
    shown |= {(ROOT / name).resolve() for name in re.findall(r"!\[[^\]]{20,}\]\((docs/pictures/[^)]+)\)", README)}
    there = set((ROOT / "docs/pictures").glob("*.png"))
    assert shown == there and (ROOT / "docs/pictures/lesson.png") in there
    for picture in there:
        content = picture.read_bytes()
        assert content.startswith(b"\x89PNG") and len(content) <= 200 * 1024, picture.name


def test_the_trainers_guide_calls_every_button_by_its_name():
    """What is bold in the guide is a label of the interface; a label that was reworded shows here."""
    known = labels()
    bold = set(re.findall(r"\*\*([^*]+)\*\*", GUIDE))
    assert len(bold) > 30
    assert {label for label in bold if label.lower() not in known} == set()


def test_nginx_serves_no_file_of_ours():
    text = re.sub(r"#.*", "", (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8"))
    assert "alias" not in text
    assert re.findall(r"\broot\s+(\S+);", text) == ["/var/www/letsencrypt"]


@pytest.mark.parametrize("name", ["polku-web.service", "polku-worker.service"])
def test_a_unit_reads_the_environment_file_and_runs_what_is_there(name):
    unit = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    assert "EnvironmentFile=/etc/polku/polku.env" in unit and "User=polku" in unit
    started = re.search(r"manage\.py (\w+)", unit)
    assert (started.group(1) in commands()) if started else ("gunicorn lms.wsgi:application" in unit)
