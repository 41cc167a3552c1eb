"""The rows of the table: what is measured, and what it may cost at most."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One page or act. ``ratio`` is server CPU by that of a bare Django view; ``ms`` is CPU where no ratio is set."""

    key: str
    name: str
    ratio: float | None = None
    queries: int | None = None
    ms: float | None = None
    kilobytes: float | None = None
    megabytes: float | None = None

    def budget(self) -> str:
        """The budget in a few words; a dash for a row that is only shown."""
        parts = [
            f"≤ {self.ratio:g}×" if self.ratio is not None else "",
            f"≤ {self.ms:g} ms" if self.ms is not None else "",
            f"≤ {self.queries} q" if self.queries is not None else "",
            f"≤ {self.kilobytes:g} kB" if self.kilobytes is not None else "",
            f"≤ {self.megabytes:g} MB" if self.megabytes is not None else "",
        ]
        return ", ".join(part for part in parts if part) or "–"

    def over(self, found: dict) -> list[str]:
        """The names of what is over budget in a measurement."""
        limits = {
            "ratio": self.ratio,
            "cpu_ms": self.ms,
            "queries": self.queries,
            "kilobytes": self.kilobytes,
            "megabytes": self.megabytes,
        }
        return [name for name, most in limits.items() if most is not None and (found.get(name) or 0) > most]


#: Shown to everybody without asking the database, from the process's memory.
REMEMBERED = {"ratio": 2, "queries": 0}
PUBLIC = {"ratio": 15, "queries": 2}

ROWS = (
    Row("front", "front page, anonymous", **REMEMBERED),
    Row("programme", "programme's first page, anonymous", **REMEMBERED),
    Row("catalogue", "catalogue, anonymous", **PUBLIC),
    Row("course_page", "course page, anonymous", **PUBLIC),
    Row("exercise", "programme's first exercise, newcomer", **PUBLIC),
    Row("verify", "certificate verified by a stranger", **PUBLIC),
    Row("front_cookie", "front page, visitor with a cookie (not remembered)"),
    Row("catalogue_cookie", "catalogue, visitor with a cookie (not remembered)"),
    Row("course_page_cookie", "course page, visitor with a cookie (not remembered)"),
    Row("my_page", "my page", ratio=40, queries=6),
    Row("course_home", "course home, outline of 40 steps", ratio=70, queries=6, kilobytes=60),
    Row("lesson", "lesson of 15 blocks, 3 pictures, a fact", ratio=60, queries=5),
    Row("mark_done", "mark a step done", ratio=60, queries=9),
    Row("award", "last step done, with the award", ratio=120, queries=16),
    Row("question", "quiz question page", ratio=60, queries=6),
    Row("save", "save an answer", ratio=12, queries=6),
    Row("submit", "submit 20 answers, marked", ratio=250, queries=25),
    Row("start", "begin a quiz of 20 questions"),
    Row("review", "look over 20 answers before sending"),
    Row("result", "result of 20 answers, with their reasons"),
    Row("journey", "whole quiz journey of 20 questions", ms=120),
    Row("matrix", "trainer's matrix, 50 people of the run × 40 steps", ms=60, queries=10),
    Row("board", "cohort board, everybody × 40 requirements", ms=1000, queries=10),
    Row("board_csv", "the same as a table (CSV)", ms=1000, queries=10),
    Row("results", "book of results, its first page", ms=200, queries=10),
    Row("results_csv", "results of everybody as a table (CSV)", ms=200, queries=10),
    Row("thread", "discussion page of 50 posts", ratio=90, queries=6),
    Row("own_data", "one person's own data as a file", ms=500, queries=60),
    Row("enrol", "enrol everybody in one act", ms=500, queries=20),
    Row("pdf", "certificate PDF", ms=25, megabytes=80),
    Row("editor", "author's editor opens a lesson", ms=3000),
    Row("editor_longest", "author's editor opens the longest shipped lesson", ms=3000),
    Row("editor_draft", "author saves its draft", ms=2000),
    Row("editor_publish", "author publishes it", ms=2000),
)

#: Budgets of things that this benchmark does not drive yet, or that the site cannot do yet.
NOT_MEASURED = (
    "participants, 1,000 on one page (the site shows 50 a page: the matrix above)",
    "a course's backup with its people (a course package holds no people; `manage.py backup` saves the whole site)",
    "assignments handed in and marked",
)
