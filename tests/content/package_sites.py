"""Sites from which trainings go out, and into which they come."""

import shutil
from pathlib import Path

from content.packages.archive import zip_of
from content.packages.export import export_course
from content.seeding.loader import load_starter
from tests.content.rich_tree import write_rich
from tests.content.starter_tree import write_tree

#: The pages above a training, so that it has a place in Swedish and in English.
PLACES = {
    "site/etusivu.sv.md": """\
---
title: Framsida
summary: Polku.
hero: {title: Små steg, text: Avgiftsfri träning.}
doors:
  - {key: tyonhakija, title: Arbetssökande, text: Träning., notes: [Bara du ser], button: Börja}
  - {key: ammattilainen, title: Yrkesperson, text: Utbildning., notes: [], button: Titta}
points_title: Hur?
points:
  - {title: Steg, text: Ett i taget.}
---
""",
    "site/koulutukset.sv.md": "---\ntitle: Utbildningar\nsummary: Alla.\n---\n",
    "site/etusivu.en.md": """\
---
title: Front page
summary: Polku.
hero: {title: Small steps, text: Free coaching.}
doors:
  - {key: tyonhakija, title: Jobseeker, text: Coaching., notes: [Only you see], button: Begin}
  - {key: ammattilainen, title: Professional, text: Training., notes: [], button: Look}
points_title: How?
points:
  - {title: Step, text: One at a time.}
---
""",
    "site/koulutukset.en.md": "---\ntitle: Trainings\nsummary: All.\n---\n",
}


def with_places(root: Path) -> Path:
    """The small tree with its front page and catalogue in every language."""
    write_tree(root)
    for name, text in PLACES.items():
        (root / name).write_text(text)
    return root


def packed(code: str) -> tuple[dict[str, bytes], bytes]:
    """The training's files and its zip; no translation of it may have been left out."""
    gathered = export_course(code).gathered
    assert not [note for note in gathered.notes if "left out" in note]
    return dict(gathered.contents()), zip_of(gathered)


def make_site(root: Path) -> None:
    """A site with its own pages and cards, and no training."""
    place = with_places(root / "ground")
    for name in ("courses", "modules", "programmes"):
        shutil.rmtree(place / name)
    assert load_starter(place).problems == []


def only_the_training(root: Path) -> Path:
    """The files of the rich training in a tree whose site is there already."""
    tree = write_rich(with_places(root / "rich"))
    for name in ("courses/eka", "courses/toka", "programmes"):
        shutil.rmtree(tree / name)
    return tree
