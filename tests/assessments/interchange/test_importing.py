"""From a file into the bank: seen first, then all or nothing, and the same file again changes nothing."""

import hashlib
from pathlib import Path

import pytest

from assessments.graded.api import (
    AuthorMistake,
    Question,
    QuestionVersion,
    newest_of,
    questions_in,
    revise_question,
)
from assessments.interchange.api import (
    EmbeddedPicture,
    Verdict,
    export_questions,
    import_questions,
    plan_import,
    read_file,
)
from tests.assessments.interchange.test_pictures import picture, said
from tests.factories.graded import make_question
from tests.factories.kinds import VALUES

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "files"


class Library:
    """Pictures by number, each kept once."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def keep(self, picture: EmbeddedPicture) -> int:
        digest = hashlib.sha1(picture.content, usedforsecurity=False).hexdigest()
        return self.numbers.setdefault(digest, 7 + len(self.numbers))

    def hashes_of(self, numbers) -> dict[int, str]:
        return {number: digest for digest, number in self.numbers.items() if number in numbers}


library = Library()


def planned(name_or_text: str):
    path = FILES / name_or_text
    data = path.read_bytes() if "\n" not in name_or_text and path.exists() else name_or_text.encode()
    return plan_import(read_file(data), hashes_of=library.hashes_of)


def taken(name_or_text: str, **more) -> list[Question]:
    return import_questions(plan=planned(name_or_text), actor=None, keep_picture=library.keep, **more)


def no_picture(number: int, alt: str) -> None:
    return None


def verdicts(plan) -> list[str]:
    return [one.verdict for one in plan.questions]


def test_a_dry_run_stores_nothing_and_says_what_would_come():
    plan = planned("moodle4.xml")
    assert not Question.objects.exists()
    assert verdicts(plan) == [Verdict.NEW] * 12 + [Verdict.REFUSED]
    by_title = {one.question.title: one for one in plan.questions}
    assert len(by_title["Aukot"].missing) == 1  # the third gap says nothing
    assert by_title["Lyhenne"].missing == []


def test_whole_questions_come_ready_and_unfinished_ones_as_drafts():
    questions = {question.title: question for question in taken("moodle4.xml")}
    assert len(questions) == 12
    assert (questions["Lyhenne"].status, questions["Parit"].status) == ("ready", "draft")
    choice = questions["Kuka päättää"]
    assert (choice.category, [tag.name for tag in choice.tags.all()]) == (
        "Default for TYT26/Moduuli 1",
        ["Kela", "kuntoutus"],
    )
    values = choice.versions.get().values["fi"]
    assert (values["picture"], values["picture_alt"], choice.status) == (7, "Kolme porrasta", "ready")


def test_a_picture_without_words_makes_a_draft():
    text = (FILES / "moodle4.xml").read_text().replace('alt="Kolme porrasta"', "")
    (choice,) = [question for question in taken(text) if question.title == "Kuka päättää"]
    assert choice.status == "draft"


@pytest.mark.parametrize("name", ["moodle4.xml", "examples.gift", "aiken.txt"])
def test_the_same_file_again_changes_nothing(name):
    first = taken(name)
    versions = QuestionVersion.objects.count()
    plan = planned(name)
    assert set(verdicts(plan)) <= {Verdict.SAME, Verdict.REFUSED}
    assert taken(name) == []
    assert (Question.objects.count(), QuestionVersion.objects.count()) == (len(first), versions)


def test_the_same_file_again_leaves_what_an_author_has_mended_since():
    taken("moodle4.xml")
    question = Question.objects.get(title="Lyhenne")
    values = question.versions.get().values
    mended = {"fi": values["fi"] | {"stem": "Mikä laitos maksaa?"}}
    revise_question(
        key=question.key, slug=question.slug, kind=question.kind, values=mended, actor=None, title="Lyhenne"
    )
    assert taken("moodle4.xml") == []
    assert newest_of([question])[question.pk].values["fi"]["stem"] == "Mikä laitos maksaa?"


def test_a_new_wording_under_a_known_id_is_a_new_version_and_keeps_place_and_ids():
    taken("moodle4.xml")
    question = Question.objects.get(title="Kuka päättää")
    Question.objects.filter(pk=question.pk).update(category="Oma paikka")
    before = question.versions.get().values["fi"]["options"]
    text = (FILES / "moodle4.xml").read_text().replace("Juuri niin.", "Aivan oikein.")
    plan = planned(text)
    assert [one.question.title for one in plan.only(Verdict.CHANGED)] == ["Kuka päättää"]
    import_questions(plan=plan, actor=None, keep_picture=library.keep)
    question.refresh_from_db()
    newest = newest_of([question])[question.pk]
    assert (newest.number, question.category) == (2, "Oma paikka")
    after = newest.values["fi"]["options"]
    assert [option["id"] for option in after] == [option["id"] for option in before]
    assert after[0]["value"]["feedback"] == "Aivan oikein."


def test_one_question_twice_in_a_file_comes_once():
    text = "::a:: Onko näin? {T#ei#joo}\n\n::b:: Onko näin? {T#ei#joo}\n"
    assert verdicts(planned(text)) == [Verdict.NEW, Verdict.SAME]


def test_one_id_for_two_questions_gives_two_questions():
    text = "// [id:1]\n::a:: Onko näin? {T#ei#joo}\n\n// [id:1]\n::b:: Vai näin? {T#ei#joo}\n"
    assert len(taken(text)) == 2
    assert taken(text) == []


def test_a_failure_in_the_middle_leaves_nothing():
    plan = planned("examples.gift")
    plan.coming[-1].values = {"fi": {"stem": ""}}
    plan.coming[-1].missing = []
    with pytest.raises(AuthorMistake):
        import_questions(plan=plan, actor=None, keep_picture=library.keep)
    assert not Question.objects.exists()


def test_questions_without_a_category_go_where_one_says():
    assert {question.category for question in taken("aiken.txt", category="Tuodut")} == {"Tuodut"}


@pytest.mark.parametrize("format", ["xml", "gift"])
def test_our_own_export_taken_in_again_changes_nothing(format):
    for kind in VALUES:
        make_question(kind, category="Moduuli 1/Työkyky")
    written = export_questions(questions_in(""), format=format, picture=no_picture)
    assert written.count == len(VALUES) - len(written.left_out)
    assert set(verdicts(planned(written.text))) == {Verdict.SAME}


def test_what_a_format_cannot_carry_stays_in_the_bank():
    """A new wording comes, the unit and the translation stay."""
    version = make_question("numeric")
    question = version.question
    values = {"fi": version.values["fi"], "sv": {"stem": "Hur många dagar?"}}
    revise_question(key=question.key, slug=question.slug, kind="numeric", values=values, actor=None)
    text = export_questions([question], format="gift", picture=no_picture).text.replace("Kuinka monta", "Montako")
    import_questions(plan=planned(text), actor=None, keep_picture=library.keep)
    newest = newest_of([question])[question.pk]
    assert (newest.values["fi"]["stem"], newest.values["fi"]["unit"]) == ("Montako arkipäivää?", "päivää")
    assert newest.values["sv"] == {"stem": "Hur många dagar?"}


def test_a_draft_is_left_out_of_an_export_and_named():
    taken("::Kesken:: Kumpi? {=a ~b}\n")
    written = export_questions(questions_in(""), format="xml", picture=no_picture)
    assert (written.count, [title for title, _why in written.left_out]) == (0, ["Kesken"])


def test_a_broken_or_strange_picture_is_lost_and_told():
    text = (FILES / "moodle4.xml").read_text()
    start, end = text.index('base64">') + 8, text.index("</file>")
    plan = planned(text[:start] + "PHN2Zz48L3N2Zz4=" + text[end:])
    choice = plan.questions[0]
    assert choice.question.picture is None
    assert len(choice.question.losses) == 2


def test_an_exchanged_picture_of_the_question_or_of_an_option_is_a_change():
    def bank(own: int, option: int) -> str:
        stem = said("questiontext", f"Mitä teet?{picture('valo.png', 'Valo')}", "valo.png", shade=own)
        right = said("answer", picture("nuoli.png", "Nuoli"), "nuoli.png", shade=option, fraction="100")
        wrong = said("answer", "Jatka", fraction="0")
        body = f"<idnumber>valo</idnumber>{stem}<single>true</single>{right}{wrong}"
        return f'<quiz><question type="multichoice"><name><text>Valo</text></name>{body}</question></quiz>\n'

    (question,) = taken(bank(1, 2))
    for exchanged in (bank(3, 2), bank(3, 4)):
        assert verdicts(planned(exchanged)) == [Verdict.CHANGED]
        taken(exchanged)
        assert verdicts(planned(exchanged)) == [Verdict.SAME]
    assert question.versions.count() == 3
    assert verdicts(planned(bank(1, 2))) == [Verdict.SAME]  # an earlier version said so
