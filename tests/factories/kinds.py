"""A question of every kind, and what its form sends for a right and for a wrong answer."""

from typing import Any

from assessments.kinds import KINDS


def options(*given: tuple[str, bool]) -> list[dict[str, Any]]:
    """Options with their ids as texts: ``options(("a", True), ("b", False))``."""
    return [
        {"id": id, "value": {"text": f"Vaihtoehto {id}", "correct": right, "feedback": f"Palaute {id}"}}
        for id, right in given
    ]


CHOICES = {"stem": "Kuka päättää?", "feedback": "Perustelu", "options": options(("kela", True), ("tk", False))}
SEVERAL = {
    "stem": "Mitkä sopivat?",
    "options": options(("a", True), ("b", True), ("c", False), ("d", False)),
}
STATEMENT = {"stem": "Väite pitää.", "answer": False, "feedback_right": "Juuri niin", "feedback_wrong": "Ei aivan"}
WORD = {
    "stem": "Kirjoita organisaation nimi.",
    "patterns": "kela\nkansaneläkelaitos*",
    "example": "Kela",
    "feedback_right": "Oikein",
    "feedback_wrong": "Päätöksen tekee Kela",
    "hints": "Se maksaa myös opintotuen.\nNimessä on neljä kirjainta.",
}


def item(id: str, **value: Any) -> dict[str, Any]:
    """An item of a list, with feedback of its own."""
    return {"id": id, "value": {"feedback": f"Palaute {id}"} | value}


NUMBER = {
    "stem": "Kuinka monta arkipäivää?",
    "answer": "150",
    "tolerance": "0,5",
    "unit": "päivää",
    "feedback_right": "Oikein",
    "feedback_wrong": "Vuoteen 2022 asti raja oli 120",
}
PAIRS = {
    "stem": "Kuka järjestää?",
    "pairs": [
        item("kela", text="Kela", match="Nuoren kuntoutus"),
        item("alue", text="Hyvinvointialue", match="Kuntouttava työtoiminta"),
        item("tyonantaja", text="Työnantaja", match="Kohtuulliset mukautukset"),
    ],
    "extras": [{"id": "muu", "value": {"text": "Palkkatuki"}}],
}
ORDER = {
    "stem": "Järjestä keinot.",
    "items": [item(id, text=f"Keino {id}") for id in ("hoito", "muokkaus", "kuntoutus", "elake")],
}
GROUPS = {
    "stem": "Kumpaan kuuluu?",
    "groups": [
        {"id": "laaki", "value": {"text": "Lääkinnällinen", "items": [item("tera", text="Fysioterapia")]}},
        {
            "id": "amma",
            "value": {
                "text": "Ammatillinen",
                "items": [item("kokeilu", text="Työkokeilu"), item("koulutus", text="Koulutus")],
            },
        },
    ],
}
GAPS = {
    "stem": "Täydennä.",
    "text": "Päätöksen tekee [[1]].\nTukea haetaan [[2]] kautta.",
    "gaps": [
        item("paattaja", gap="1", answers="Kela\nkansaneläke*", wrong=""),
        item("kanava", gap="2", answers="Työmarkkinatorin", wrong="TE-toimiston\nKelan"),
    ],
}
ESSAY = {"stem": "Kuvaa asiakkaan polku.", "words": 100, "guide": "Vain arvioijalle", "example": "Mallipolku"}
FILE = {"stem": "Tee suunnitelma ja liitä se.", "documents": True, "pictures": True, "most": 2, "example": "Malli"}
SPEECH = {"stem": "Kerro asiakkaalle tuloksesta.", "guide": "Vain arvioijalle", "example": "Mallipuhe"}
SCALE = {"stem": "Otan asian puheeksi.", "scale": "able", "steps": ""}
TOLD = {"stem": "Jarin tilanne", "text": "Jari on 52.\n\nHän on varastolla töissä."}

VALUES = {
    "single_choice": CHOICES,
    "multiple_choice": SEVERAL,
    "true_false": STATEMENT,
    "short_text": WORD,
    "numeric": NUMBER,
    "matching": PAIRS,
    "ordering": ORDER,
    "grouping": GROUPS,
    "gap_fill": GAPS,
    "essay": ESSAY,
    "file_answer": FILE,
    "audio_answer": SPEECH,
    "scale": SCALE,
    "description": TOLD,
}


def choice(kind: str, text: str, *within: str) -> str:
    """The id under which the form sends the choice that reads ``text``."""
    field = KINDS[kind].field(VALUES[kind], [], [id for id, _text in KINDS[kind].options(VALUES[kind])])
    lists = [row["choices"] for row in field.get("rows", []) if row["id"] in (within or (row["id"],))]
    lists += [piece["choices"] for piece in field.get("pieces", []) if piece.get("choices")]
    return next(one["value"] for choices in lists for one in choices if one["label"] == text)


#: What the form sends for an answer that gives all points, by kind; and for one that gives none.
RIGHT = {
    "single_choice": "kela",
    "multiple_choice": ["a", "b"],
    "true_false": "false",
    "short_text": "Kela",
    "numeric": "150",
    "matching": [
        choice("matching", "Nuoren kuntoutus", "kela"),
        choice("matching", "Kuntouttava työtoiminta", "alue"),
        choice("matching", "Kohtuulliset mukautukset", "tyonantaja"),
    ],
    "ordering": ["hoito", "muokkaus", "kuntoutus", "elake"],
    "grouping": ["tera:laaki", "kokeilu:amma", "koulutus:amma"],
    "gap_fill": ["Kela", choice("gap_fill", "Työmarkkinatorin")],
}
WRONG = {
    "single_choice": "tk",
    "multiple_choice": ["c"],
    "true_false": "true",
    "short_text": "lääkäri",
    "numeric": "120",
    "matching": [choice("matching", "Palkkatuki", "kela")],
    "ordering": ["elake", "hoito", "muokkaus", "kuntoutus"],
    "grouping": ["tera:amma", "kokeilu:laaki", "koulutus:laaki"],
    "gap_fill": ["TE-toimisto", choice("gap_fill", "TE-toimiston")],
}
