"""A small tree of starter files: a shared module in two courses, and a programme of one part."""

from pathlib import Path

from PIL import Image

FILES = {
    "facts.yaml": """\
facts:
  - {key: kela, title: Kela, value: Kela päättää., source: Kelan sivut, checked: 2026-11-21, certain: true}
""",
    "help.yaml": """\
contacts:
  - {key: hata, name: Hätänumero, number: "112", checked: 2026-11-21, published: true}
""",
    "certificates.yaml": """\
certificates:
  - {kind: osallistumistodistus, name: Osallistuminen, heading: Osallistumistodistus, sentence: on osallistunut}
""",
    "glossary.yaml": """\
terms:
  - key: tyokyky
    fi: työkyky
    sv: arbetsförmåga
    en: work ability
    text: Ihmisen voimavarojen ja työn vaatimusten tasapaino.
""",
    "organiser.yaml": "name: Esimerkkisäätiö\nbusiness_id: 0000000-0\nemail: palvelu@example.org\n",
    "site/etusivu.md": """\
---
title: Etusivu
slug: etusivu
summary: Polku.
hero: {title: Pieniä askelia, text: Maksuton valmennus.}
doors:
  - {key: tyonhakija, title: Työnhakija, text: Valmennus., notes: [Vain sinä näet], button: Aloita, link: /p/}
  - {key: ammattilainen, title: Ammattilainen, text: Koulutus., notes: [], button: Tutustu, link: /koulutukset/}
points_title: Miten?
points:
  - {title: Askel, text: Yksi kerrallaan.}
---
""",
    "site/koulutukset.md": "---\ntitle: Koulutukset\nslug: koulutukset\nsummary: Kaikki.\ncatalogue: true\n---\n",
    "site/tietosuoja.md": "---\ntitle: Tietosuoja\nslug: tietosuoja\nsummary: Mitä.\n---\nEmme seuraa.\n",
    "modules/alku/module.md": """\
---
title: Alku
slug: alku
hours: 18
outcomes: [Osaat aloittaa.]
lessons: [01-luku.md]
quiz: quiz.yaml
---
Tervetuloa.
""",
    "modules/alku/01-luku.md": """\
---
title: Luku
slug: luku
minutes: 12
lead: Yksi asia.
checked: 2026-11
sources:
  - {title: Työkyky, publisher: Työterveyslaitos}
---
Eka *kappale* ja **vahva** "sana" & [linkki](https://example.org).

## Otsikko

- yksi
- kaksi

::: callout Muista
Tämä.
:::

::: fact
card: kela
:::

::: image
file: kuva.png
alt: Talo
:::

::: stop
Mieti.
:::
""",
    "modules/alku/quiz.yaml": """\
title: Testi
slug: koe
pass_percent: 70
intro: Yksi kysymys.
bands:
  - {from: 0, text: Hyvä alku.}
questions:
  - key: eka
    kind: single_choice
    stem: Mikä?
    points: 2
    reread: luku
    feedback: Näin on.
    options:
      - {key: oikea, text: Oikea, correct: true, feedback: Juuri niin.}
      - {key: muu, text: Muu, correct: false, feedback: Melkein.}
""",
    "programmes/p/course.md": """\
---
title: Ohjelma
slug: p
type: self_paced
summary: Valmennus.
for_whom: [Sinulle.]
runs:
  - {code: p, name: Omaan tahtiin}
---
Aloita tästä.
""",
    "programmes/p/osa-01-alku.md": """\
---
title: Alku
slug: alku
number: 1
minutes: 6
strength: [toivo]
aim: Aloitat.
summary: Mietit.
done_text: Riittää.
light: syy
---
::: read Näin
Vain sinä näet.

~~~ plain
Sinä näet.
:::

::: pick Syy
key: syy
prompt: Valitse.
options:
  - {key: virta, text: Virtaa}
  - {key: tyo, text: Työtä}
:::
""",
    "programmes/p/osa-02-toinen.md": """\
---
title: Toinen
slug: toinen
number: 2
minutes: 7
strength: [sitkeys]
aim: Jatkat.
summary: Tulee.
outline: true
---
""",
}
COURSE = """\
---
title: {title}
slug: {slug}
type: self_paced
hours: 18
for_whom: [Sinulle, Hänelle]
outcomes: [Osaat.]
extent: 18 tuntia. Ei opintopisteitä.
method: Verkossa
assessment: Testi.
certificate_kind: osallistumistodistus
certificate_basis: Kun kaikki on tehty.
price: Maksuton
summary: Opi.
modules: [alku]
runs:
  - {{code: {slug}, name: Omaan tahtiin}}
---
Kuvaus.
"""


def write_tree(root: Path) -> Path:
    """Write the tree under ``root``."""
    files = FILES | {
        f"courses/{slug}/course.md": COURSE.format(slug=slug, title=title)
        for slug, title in (("eka", "Eka koulutus"), ("toka", "Toka koulutus"))
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    Image.new("RGB", (8, 8), "teal").save(root / "modules/alku/kuva.png")
    return root


def change(root: Path, name: str, old: str, new: str) -> None:
    """Replace ``old``, which must be there, in one file."""
    path = root / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
