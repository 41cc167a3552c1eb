"""``make test`` (all), ``make check`` (fast) and ``make check-all`` (looks): stops for nothing, says what ran where."""

import os
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from postgres import running_postgres

ROOT = Path(__file__).resolve().parents[1]
PYTEST = [sys.executable, "-m", "pytest", "-q"]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "lms.settings.production",
    "SECRET_KEY": "a-key-for-the-deployment-check-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "polku.example.org",
    "POLKU_BASE_URL": "https://polku.example.org",
    "EMAIL_HOST": "localhost",
    "POLKU_MAIL_FROM": "polku@example.org",
}


@dataclass
class Report:
    """What ran, how it ended and how long it took."""

    lines: list[str] = field(default_factory=list)
    failed: int = 0

    def run(self, name: str, command: list[str], **environment: str) -> None:
        print(f"\n── {name}", flush=True)
        began = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, env=os.environ | environment).returncode
        self.failed += code != 0
        verdict = "ok" if code == 0 else f"FAILED ({code})"
        self.lines.append(f"{verdict:12} {time.monotonic() - began:6.0f} s  {name}")


def lint(report: Report) -> None:
    report.run("style: ruff", [sys.executable, "-m", "ruff", "check", "."])
    report.run("format: ruff", [sys.executable, "-m", "ruff", "format", "--check", "-q", "."])
    report.run("layers: import-linter", [str(Path(sys.executable).with_name("lint-imports"))])
    with TemporaryDirectory(prefix="polku-check-") as directory:
        production = PRODUCTION | {"POLKU_VAR": directory, "POLKU_VAULT_KEY_FILE": f"{directory}/vault.key"}
        check = "manage.py make_vault_key -v 0 && {0} -W error manage.py check --deploy --fail-level WARNING"
        report.run(
            "deployment: manage.py check --deploy",
            ["sh", "-c", f"{sys.executable} {check.format(sys.executable)}"],
            **production,
        )
    migrations = [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run", "-v", "1"]
    report.run("migrations are complete", migrations, DJANGO_SETTINGS_MODULE="lms.settings.test")


def main(what: str) -> int:
    report = Report()
    if what == "looks":
        report.run("every page, language, scheme and width through axe", [*PYTEST, "tests/browser/full_grid.py"])
        return close(report)
    lint(report)
    if what == "fast":
        report.run("unit and journey tests on SQLite", [*PYTEST, "-n", "2", "-m", "not browser and not postgres"])
    else:
        with ExitStack() as stack:
            url = stack.enter_context(running_postgres())
            report.run(
                "unit, journey and architecture tests on SQLite",
                [*PYTEST, "-n", "2", "-m", "not browser and not postgres"],
            )
            report.run(
                "the same and concurrency on PostgreSQL", [*PYTEST, "-n", "2", "-m", "not browser"], DATABASE_URL=url
            )
            report.run("browser tests in Chromium on SQLite", [*PYTEST, "-m", "browser"])
            report.run("browser smoke journeys on PostgreSQL", [*PYTEST, "-m", "browser and smoke"], DATABASE_URL=url)
    return close(report)


def close(report: Report) -> int:
    """Say what ran where; the exit status."""
    print("\nWhat ran where")
    print("\n".join(report.lines))
    print(f"\n{len(report.lines) - report.failed} passed, {report.failed} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "all"))
