"""A plain Django form comes out labelled, with help and error wired to the control."""

import re

import pytest
from django import forms

from lms.ui.forms import UiRenderer, problems_of

ROLES = [("a", "Ohjaaja"), ("b", "Kouluttaja")]


class Enrolment(forms.Form):
    default_renderer = UiRenderer

    name = forms.CharField(label="Nimi", help_text="Etunimi riittää.")
    note = forms.CharField(label="Viesti", required=False)
    role = forms.ChoiceField(label="Rooli", choices=ROLES, widget=forms.RadioSelect, help_text="Valitse yksi.")
    own = forms.BooleanField(label="Oma laite", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.data.get("note") == "ristiriita":
            raise forms.ValidationError("Tiedot ovat ristiriidassa.")


def test_a_text_field_has_its_label_and_help():
    html = str(Enrolment()["name"].as_field_group())
    assert re.search(r'<label for="id_name">Nimi\s*</label>', html)
    assert 'id="id_name_helptext">Etunimi riittää.' in html
    assert 'aria-describedby="id_name_helptext"' in html
    assert "aria-invalid" not in html


def test_an_error_is_wired_to_its_control_beside_the_help():
    html = str(Enrolment({})["name"].as_field_group())
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_error"' in html
    assert "has-error" in html


def test_optional_fields_say_so_and_required_ones_carry_no_star():
    form = Enrolment()
    assert 'class="optional"' in str(form["note"].as_field_group())
    assert 'class="optional"' not in str(form["name"].as_field_group())
    assert "*" not in str(form)


def test_radio_buttons_stand_in_a_fieldset_that_carries_the_description():
    html = str(Enrolment({})["role"].as_field_group())
    assert '<fieldset class="field" aria-describedby="id_role_helptext id_role_error">' in html
    assert html.count('<label class="choice"') == 2
    assert html.index("<legend") < html.index("<input")


def test_a_single_tick_is_one_row_and_never_ticked_beforehand():
    html = str(Enrolment()["own"].as_field_group())
    assert '<label class="choice" for="id_own">' in html
    assert "checked" not in html


def test_a_hidden_field_has_neither_label_nor_box():
    assert str(Enrolment()["token"].as_field_group()).strip() == '<input type="hidden" name="token" id="id_token">'


def test_the_whole_form_holds_hidden_fields_and_common_errors():
    html = str(Enrolment({"name": "Aino", "role": "a", "note": "ristiriita"}))
    assert 'name="token"' in html
    assert "Tiedot ovat ristiriidassa." in html


def test_a_scale_lays_its_choices_side_by_side(rendered):
    html = rendered("{% field form.role kind='scale' %}", {"form": Enrolment()})
    assert '<div class="scale">' in html


def test_the_summary_leads_to_each_control_in_the_order_of_the_page():
    problems = problems_of(Enrolment({"note": "ristiriita"}))
    assert [problem.target for problem in problems] == ["", "id_name", "id_role_0"]


def test_a_sentence_said_twice_names_its_field():
    texts = [problem.text for problem in problems_of(Enrolment({}))]
    assert [text.split(": ")[0] for text in texts] == ["Nimi", "Rooli"]


def test_an_unsent_form_has_no_summary(rendered):
    assert rendered("{% error_summary form %}", {"form": Enrolment()}).strip() == ""


def test_the_summary_says_the_same_words_as_the_field(rendered):
    form = Enrolment({"name": "Aino"})
    html = rendered("{% error_summary form %}", {"form": form})
    assert f'<a href="#id_role_0">{form.errors["role"][0]}</a>' in html
    assert 'role="alert"' in html
    assert "data-focus" in html


@pytest.mark.parametrize(("data", "starts"), [({}, True), (None, False)])
def test_the_page_title_tells_of_an_error(rendered, data, starts):
    html = rendered("ui/base.html", {"form": Enrolment(data)})
    title = html.split("<title>")[1]
    assert title.startswith(("Error: ", "Virhe: ")) is starts


def test_a_value_is_escaped():
    html = str(Enrolment({"name": '"><script>alert(1)</script>'})["name"].as_field_group())
    assert "<script>" not in html
