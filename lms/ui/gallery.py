"""Examples for the gallery page: every component in every state, in Finnish, as it will be read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.messages import ERROR, SUCCESS
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator

from lms.ui.forms import UiRenderer
from lms.ui.icons import ICONS
from lms.ui.tokens import light

FEELINGS = [("1", "Vaikealta"), ("2", "Vähän hankalalta"), ("3", "Ei miltään"), ("4", "Ihan hyvältä")]
ANSWERS = [("tkk", "Työkykykoordinaattori"), ("kela", "Kela tai työeläkelaitos"), ("esihenkilo", "Esihenkilö")]


class SampleForm(forms.Form):
    """One field of each sort that the site uses."""

    default_renderer = UiRenderer

    name = forms.CharField(label="Nimi", help_text="Etunimi riittää.")
    email = forms.EmailField(label="Sähköpostiosoite", error_messages={"invalid": "Kirjoita sähköpostiosoite."})
    birthday = forms.DateField(label="Päivä", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    place = forms.ChoiceField(label="Paikkakunta", choices=[("lahti", "Lahti"), ("kotka", "Kotka")])
    story = forms.CharField(label="Kirjoita yksi asia", widget=forms.Textarea, required=False)
    answer = forms.ChoiceField(
        label="Kuka päättää kuntoutusetuudesta?",
        choices=ANSWERS,
        widget=forms.RadioSelect,
        help_text="Valitse yksi. Voit muuttaa vastausta ennen lähettämistä.",
        error_messages={"required": "Valitse yksi vaihtoehto."},
    )
    strengths = forms.MultipleChoiceField(
        label="Mitkä sopivat sinuun?", choices=ANSWERS, widget=forms.CheckboxSelectMultiple, required=False
    )
    feeling = forms.ChoiceField(label="Miltä se tuntui?", choices=FEELINGS, widget=forms.RadioSelect, required=False)
    document = forms.FileField(label="Liitä tiedosto", required=False, help_text="Enintään 10 Mt.")
    device = forms.BooleanField(label="Tämä on oma laitteeni", required=False)


def sections() -> list[dict[str, Any]]:
    """An outline with a step in every state."""
    first = [
        {"title": "Tervetuloa", "url": "#", "state": "done", "detail": "Luettava, 4 min"},
        {"title": "Työkykykoordinaattorin rooli", "url": "#", "state": "now", "detail": "Luettava, 7 min"},
        {"title": "Testaa osaamisesi", "url": "#", "state": "todo", "detail": "Testi, 6 kysymystä"},
    ]
    second = [{"title": "Asiakkaan ohjautuminen", "state": "locked", "detail": "Avautuu 21.1.2027"}]
    return [
        {"title": "Moduuli 1: Työkyky ja rooli", "steps": first},
        {"title": "Moduuli 2: Asiakkaan polku", "steps": second},
    ]


def examples() -> dict[str, Any]:
    """The whole context of the gallery page."""
    return {
        "blank": SampleForm(auto_id="blank_%s"),
        "scale": SampleForm(auto_id="scale_%s"),
        "faulty": SampleForm({"email": "aino", "place": "lahti"}, auto_id="faulty_%s"),
        "sections": sections(),
        "messages": [Message(SUCCESS, "Muutokset tallennettiin."), Message(ERROR, "Lähetys ei onnistunut.")],
        "written": ["Olen harjoitellut puhelua kaksi kertaa. Ensi viikolla soitan."],
        "meta": [{"icon": "clock", "text": "Noin 10 minuuttia kerralla"}, {"icon": "lock", "text": "Näet vain sinä"}],
        "rows": [
            {"when": "Ke 20.1. klo 9–15", "what": "Lähipäivä 1, Lahti", "status": "Ilmoittautunut"},
            {"when": "Viimeistään 29.1.", "what": "Verkostokartta", "url": "#", "status": "Tekemättä", "kind": "todo"},
            {"when": "Arvioitu 12.1.", "what": "Ennakkotehtävä", "url": "#", "status": "Hyväksytty", "kind": "done"},
        ],
        "answers": [
            {"question": "Paikkakunta", "answer": "Lahti", "url": "#"},
            {"question": "Työtehtävä", "answer": "", "url": "#"},
        ],
        "options": [{"value": value, "label": label} for value, label in ANSWERS],
        "facts": [
            {"label": "Koulutus", "value": "Työkyky tutuksi"},
            {"label": "Laajuus", "value": "18 tuntia"},
            {"label": "Tunniste", "value": "TK-7F3K-9QXM"},
        ],
        "crumbs": [{"title": "Koulutukset", "url": "#"}, {"title": "Työkyky tutuksi", "url": "#"}],
        "captions": [{"src": "#captions", "language": "fi", "label": "Suomi"}],
        "page_of_many": Paginator(range(200), 10).page(7),
        "icons": sorted(ICONS),
        "colours": sorted(light()),
    }
