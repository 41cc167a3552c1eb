"""A training in which everything stands that a package can carry, as files laid over the small tree."""

from pathlib import Path

from PIL import Image

from tests.content.rich_cards import CARDS

FILES = {
    "courses/kaikki/course.md": """\
---
title: Kaikki mukana
slug: kaikki
type: self_paced
hours: 30
for_whom: [Sinulle]
outcomes: [Osaat.]
extent: Kolme iltaa
certificate_kind: oma
certificate_basis: Kun ehdot täyttyvät.
topics: [Työkyky, Arki]
completion:
  - is: required
  - is: score
    quiz: koe
    percent: 80
  - least: 1
    of:
      - is: module
        module: toinen
      - is: step
        step: luku
  - is: days
    count: 1
price: Maksuton
summary: Opi kaikki.
search_description: Hakukoneen lause.
done_text: Valmis.
modules: [kaikki-eka, toinen]
runs:
  - {code: kaikki, name: Omaan tahtiin, capacity: 12}
---
Kuvaus, jossa on [linkki](/koulutukset/).
""",
    "courses/kaikki/course.sv.md": """\
---
title: Allt med
for_whom: [För dig]
outcomes: [Du kan.]
extent: Tre kvällar
certificate_basis: När villkoren är uppfyllda.
topics: [Arbetsförmåga, Vardag]
price: Gratis
summary: Lär dig allt.
search_description: Sökmotorns mening.
done_text: Klart.
---
En beskrivning med [en länk](/koulutukset/).
""",
    "courses/kaikki/days.yaml": """\
days:
  - key: alku
    title: Alku
    week: 1
    compulsory: true
    programme: [9.00 Kahvi, 12.00 Lounas]
    make_up: [Lue luku.]
""",
    "courses/kaikki/questions.yaml": """\
questions:
  - key: yksi
    kind: true_false
    category: Kaikki/Arvottavat
    tags: [helppo]
    name: Lista-nimi
    stem: Taivas on sininen.
    answer: true
    feedback_right: Niin on.
    feedback_wrong: On se.
  - key: kaksi
    kind: true_false
    category: Kaikki/Arvottavat
    tags: [helppo]
    stem: Ruoho on punaista.
    answer: false
    feedback_right: Niin.
    feedback_wrong: Ei ole.
""",
    "modules/kaikki-eka/module.md": """\
---
title: Eka
slug: kaikki-eka
hours: 10
outcomes: [Alat.]
planned: [Tulossa oleva]
steps:
  - quiz: koe.yaml
  - lesson: 01-luku.md
  - assignment: tehtava.yaml
  - lesson: 02-piilo.md
---
Tervetuloa: *tämä* on tekstiä.
""",
    "modules/kaikki-eka/module.sv.md": """\
---
title: Första
outcomes: [Du börjar.]
planned: [Kommer]
---
Välkommen.
""",
    "modules/kaikki-eka/01-luku.md": """\
---
title: Luku
slug: luku
minutes: 12
lead: Yksi asia.
checked: 2026-11-05
required: false
opens: previous
done_by: viewed
sources:
  - {title: Lähde, url: "https://example.org"}
---
Teksti **lihava _kursiivi_** ja [oma tiedosto](file:lista.txt).

::: text
Toinen teksti.

~~~ plain
Selkoteksti.
:::

::: text
Kolmas teksti, 3 \\* 4 ja \\[hakaset\\].
:::

## Väliotsikko

1. yksi
2. kaksi
   - sisällä

::: download
file: lista.txt
title: ''
name: Oma lista
:::

::: video
file: ele.mp4
title: Ele
captions: ele.vtt
transcript: ele.txt
seconds: 5
:::

::: term
term: tyokyky
:::

::: try Oma otsikko
Kokeile.
:::

::: discussion
prompt: Mitä mieltä?
:::
""",
    "modules/kaikki-eka/02-piilo.md": """\
---
title: Piilossa
slug: piilo
minutes: 5
opens_after: luku
opens_when:
  - {is: score, quiz: koe, percent: 60}
  - least: 1
    of:
      - {is: group, group: Iltaryhmä}
      - {is: prior, step: luku}
      - {is: days, count: 1}
hidden: true
---
::: fact
card: kela
:::

::: network
card: kunta
:::

::: drawing
drawing: floors
alt: Talo
caption: Neljä kerrosta
:::

::: image
file: oma.png
decorative: true
credit: Kuvaaja
description: Kuvaus
:::

Loppu.
""",
    "modules/kaikki-eka/02-piilo.sv.md": """\
---
title: Gömd
---
::: fact
card: kela
:::

::: network
card: kunta
:::

::: drawing
alt: Hus
caption: Fyra våningar
:::

::: image
decorative: true
credit: Fotograf
description: En beskrivning
:::

Slut.
""",
    "modules/kaikki-eka/koe.yaml": """\
title: Koe
slug: koe
minutes: 15
pass_percent: 60
attempts: 3
counting: last
pause_minutes: 10
time_limit: 30
feedback_mode: immediate
shows: own
shows_own: ["during:verdict", "after:verdict", "after:points"]
shuffle_questions: true
shuffle_options: false
hides_names: true
done_by: sent
intro: Ohje.
bands:
  - {from: 0, text: Alku.}
questions:
  - section: Aluksi
    intro: Vastaa rauhassa.
  - key: kuvasta
    kind: single_choice
    points: 2
    picture: oma.png
    picture_alt: Sininen neliö
    stem: Mikä väri?
    options:
      - key: sini
        text: Sininen
        picture: oma.png
        picture_alt: Sininen ruutu
        correct: true
        feedback: Oikein.
      - {key: puna, text: Punainen, correct: false, feedback: Ei.}
  - ask: yksi
    points: 1
  - section: Arvottuja
  - draw: 1
    category: Kaikki/Arvottavat
    tag: helppo
    points: 3
""",
    "modules/kaikki-eka/tehtava.yaml": """\
title: Tehtävä
slug: tehtava
minutes: 20
intro: Tee.
hand_in: [text, files]
min_words: 50
due_days: 14
own_work: Tein itse.
guide: Katso sisältö ensin.
peer_reviews: 2
peer_named: true
peer_accepting: false
peer_wait_days: 7
second_marker: true
done_by: submitted
instructions: |
  Tee **näin**.

  ::: callout Muista
  Älä kerro nimiä.
  :::

  - kohta
criteria:
  - key: sisalto
    title: Sisältö
    levels:
      - {points: 0, text: Puuttuu.}
      - {points: 2, title: Hyvä, text: On.}
""",
    "modules/toinen/module.md": """\
---
title: Toinen
slug: toinen
hours: 20
opens_when:
  - {is: module, module: kaikki-eka}
competence: arvio.yaml
project: hanke.yaml
---
""",
    "modules/toinen/arvio.yaml": """\
title: Arvio
slug: arvio
minutes: 5
moment: start
required: false
intro: Arvioi.
statements:
  - {key: osaan, text: Osaan aloittaa.}
""",
    "modules/toinen/hanke.yaml": """\
title: Hanke
slug: hanke
minutes: 0
approved_milestone: 1
instructions: |
  Valitse aihe.
milestones:
  - title: Idea
    slug: hanke-idea
    intro: Kerro.
    hand_in: [files]
    instructions: Kirjoita.
    criteria:
      - key: aihe
        title: Aihe
        levels:
          - {points: 0, text: Ei.}
          - {points: 1, text: On.}
""",
}


def write_rich(root: Path) -> Path:
    """Lay the training over the tree under ``root``."""
    for name, text in {**FILES, **CARDS}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    folder = root / "modules/kaikki-eka"
    Image.new("RGB", (8, 8), "blue").save(folder / "oma.png")
    (folder / "lista.txt").write_text("lista\n")
    (folder / "ele.mp4").write_bytes(b"\0\0\0\x18ftypmp42 no real film")
    (folder / "ele.vtt").write_text("WEBVTT\n")
    (folder / "ele.txt").write_text("Käsi nousee.\n")
    return root
