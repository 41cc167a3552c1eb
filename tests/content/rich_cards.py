"""The cards that the training of ``rich_tree`` shows, each with a translation that says something of its own."""

CARDS = {
    "facts.sv.yaml": """\
facts:
  - key: kela
    title: Fpa
    value: Fpa beslutar.
    note: Se beloppet.
    source: Fpa:s sidor
    url: https://example.org/sv
    checked: 2026-11-22
""",
    "network.yaml": """\
actors:
  - key: kunta
    title: Kunta
    role: Järjestää palveluja.
    duty: Vastaa.
    referral: Soita yhdessä.
    contact: Neuvonta
    checked: 2026-11
""",
    "network.en.yaml": """\
actors:
  - key: kunta
    title: Municipality
    role: Arranges services.
    duty: Answers.
    referral: Call together.
    contact: Advice
    checked: 2026-11
""",
    "glossary.sv.yaml": """\
terms:
  - key: tyokyky
    fi: työkyky
    sv: arbetsförmåga
    en: work ability
    text: Balansen mellan människans resurser och arbetets krav.
""",
    "certificates.sv.yaml": """\
certificates:
  - {key: oma, kind: osallistumistodistus, name: Eget, heading: Eget intyg, sentence: har gjort allt}
""",
    "certificates.yaml": """\
certificates:
  - {kind: osallistumistodistus, name: Osallistuminen, heading: Osallistumistodistus, sentence: on osallistunut}
  - {key: oma, kind: osallistumistodistus, name: Oma, heading: Oma todistus, sentence: on tehnyt kaiken}
""",
}
