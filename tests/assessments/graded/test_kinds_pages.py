"""Every kind of question through HTTP, without JavaScript: asked, kept when refused, sent, explained."""

import pytest

from assessments.graded.api import Attempt, Response, results_that_count, submit_attempt
from assessments.graded.rules.quizzes import verdict
from assessments.kinds import KINDS
from courses.api import Progress
from tests.assessments.graded.test_kinds_properties import posted
from tests.factories.graded import make_taking
from tests.factories.kinds import RIGHT, VALUES, WRONG

ANSWERS = RIGHT | {"essay": "Ensin kysyn asiakkaalta.", "scale": "2", "description": ""}
KEPT = {
    "numeric": ("noin sata", 'value="noin sata"'),
    "matching": (["kela:muu", WRONG["matching"][0].replace("kela:", "alue:")], " selected>Palkkatuki"),
    "grouping": (["tera:muu", "kokeilu:amma"], 'value="kokeilu:amma" selected'),
    "gap_fill": (["Kela", "muu"], 'value="Kela"'),
    "essay": ("x" * 20_001, "x" * 20_001),
}


def text_of(page) -> str:
    return " ".join(page.content.decode().split())


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not KINDS[kind].takes_files])
def test_a_question_is_asked_answered_and_shown_again(own, learner, opened, kind):
    taking = make_taking(learner, kind, "true_false")
    taking.start()
    address = f"{taking.address}1/"
    assert VALUES[kind]["stem"] in text_of(own.get(address))
    told = own.post(address, opened(own, address) | {"answer": ANSWERS[kind]})
    assert told.url == f"{taking.address}2/"
    stored = Response.objects.get(position=1).answer
    again = own.get(address)
    shown = {name: again.context[name] for name in ("options", "text", "rows", "pieces") if name in again.context}
    assert stored is not None
    rule, values = KINDS[kind], VALUES[kind]
    order = Response.objects.get(position=1).option_order
    assert shown == {n: v for n, v in rule.field(values, rule.as_posted(values, stored), order).items() if n in shown}
    review = text_of(own.get(f"{taking.address}tarkista/"))
    assert (VALUES[kind]["stem"] in review) is rule.takes_answer


@pytest.mark.parametrize("kind", KEPT)
def test_what_is_refused_stays_in_the_form(own, learner, opened, kind):
    taking = make_taking(learner, kind)
    taking.start()
    address = f"{taking.address}1/"
    sent, kept = KEPT[kind]
    page = own.post(address, opened(own, address) | {"answer": sent})
    assert page.status_code == 422
    assert kept in page.content.decode()
    assert Response.objects.get().answer is None


@pytest.mark.parametrize("kind", [kind for kind in KINDS if KINDS[kind].marks_at_once])
def test_a_result_explains_right_and_wrong(own, learner, opened, kind):
    taking = make_taking(learner, kind)
    for number, (sent, state) in enumerate(((ANSWERS[kind], "right"), (WRONG[kind], "wrong")), start=1):
        taking.start()
        own.post(f"{taking.address}1/", opened(own, f"{taking.address}1/") | {"answer": sent})
        result = own.get(own.post(f"{taking.address}tarkista/", {"attempt": str(number)}).url)
        question, _lesson = result.context["questions"][0]
        assert question.state == state
        assert any(comment.feedback for comment in question.comments)


def test_an_arrow_moves_a_thing_and_stays_on_the_page(own, learner, opened):
    taking = make_taking(learner, "ordering", feedback="immediate")
    taking.start()
    address = f"{taking.address}1/"
    hidden = opened(own, address) | {"answer": RIGHT["ordering"]}
    assert own.post(address, hidden | {"move": "up:elake"}).url == address
    assert Response.objects.get().answer == ["hoito", "muokkaus", "elake", "kuntoutus"]
    assert Response.objects.get().points is None
    rows = [row["id"] for row in own.get(address).context["rows"]]
    assert rows == ["hoito", "muokkaus", "elake", "kuntoutus"]


def test_a_move_is_not_lost_when_another_window_was_first(own, learner, opened):
    taking = make_taking(learner, "ordering")
    taking.start()
    address = f"{taking.address}1/"
    first, second = opened(own, address), opened(own, address)
    own.post(address, first | {"answer": WRONG["ordering"]})
    page = own.post(address, second | {"answer": RIGHT["ordering"], "move": "down:hoito"})
    assert page.status_code == 409
    assert page.context["sent"] == ["muokkaus", "hoito", "kuntoutus", "elake"]


def sent_with(learner, *kinds: str, **settings) -> tuple:
    """A sent attempt with the right answers."""
    taking = make_taking(learner, *kinds, **settings)
    attempt = taking.start()
    for response in attempt.responses.select_related("question_version__question"):
        rule, values = response.question_version.rule, response.question_version.values["fi"]
        sent = ANSWERS[rule.slug]
        answer = rule.parse(values, posted(*([sent] if isinstance(sent, str) else sent)), "answer")
        Response.objects.filter(pk=response.pk).update(answer=answer)
    return taking, submit_attempt(attempt=attempt)


def test_a_result_waits_for_the_trainer_when_an_essay_may_decide_it(own, learner):
    taking, attempt = sent_with(learner, "true_false", "essay")
    assert (attempt.passed, attempt.score, attempt.max_score) == (None, 100, 200)
    assert Progress.objects.count() == 0
    assert results_that_count(taking.enrolment, [taking.activity.pk])[taking.activity.pk].passed is False
    result = own.get(f"{taking.address}tulos/1/")
    assert [question.state for question, lesson in result.context["questions"]] == ["right", "waits"]
    assert "Mallipolku" in text_of(result)
    assert "Vain arvioijalle" not in text_of(result)
    assert own.get(taking.address).status_code == 200


def test_what_an_essay_cannot_change_is_decided_at_once(learner):
    _taking, passed = sent_with(learner, "true_false", "essay", pass_percent=50)
    assert passed.passed is True
    assert Progress.objects.count() == 1


def test_what_counts_nothing_leaves_the_points_to_the_others(own, learner):
    taking, attempt = sent_with(learner, "description", "true_false", "scale")
    assert (attempt.passed, attempt.score, attempt.max_score) == (True, 100, 100)
    result = own.get(f"{taking.address}tulos/1/")
    assert [question.state for question, lesson in result.context["questions"]] == ["kept", "right", "kept"]
    assert "Hän on varastolla töissä." in text_of(result)


def test_a_quiz_that_counts_nothing_is_done_by_sending_it(own, learner):
    taking, attempt = sent_with(learner, "scale")
    assert (attempt.passed, attempt.max_score) == (True, 0)
    assert Progress.objects.count() == 1
    assert "0 / 0" not in text_of(own.get(f"{taking.address}tulos/1/")) + text_of(own.get(taking.address))


@pytest.mark.parametrize("kind", ["essay", "scale", "description"])
def test_immediate_feedback_goes_on_where_there_is_no_verdict(own, learner, opened, kind):
    taking = make_taking(learner, kind, "true_false", feedback="immediate")
    taking.start()
    address = f"{taking.address}1/"
    assert own.post(address, opened(own, address) | {"answer": ANSWERS[kind]}).url == f"{taking.address}2/"
    assert own.get(address).context["checked"] is None


@pytest.mark.parametrize(
    ("score", "awaited", "passed"), [(70, 30, True), (69, 30, None), (60, 9, False), (0, 70, None), (69, 0, False)]
)
def test_a_verdict_is_given_when_nothing_can_change_it(score, awaited, passed):
    assert verdict(score, awaited, 100, 70) is passed


def test_an_essay_keeps_its_lines_and_shows_marks_as_text(own, learner, opened):
    taking = make_taking(learner, "essay")
    taking.start()
    address = f"{taking.address}1/"
    own.post(address, opened(own, address) | {"answer": "Yksi\r\n\r\n<script>alert(1)</script>"})
    assert Response.objects.get().answer == "Yksi\n\n<script>alert(1)</script>"
    assert "<script>alert" not in own.get(address).content.decode()
    own.post(f"{taking.address}tarkista/", {"attempt": "1"})
    assert "<script>alert" not in own.get(f"{taking.address}tulos/1/").content.decode()
    assert Attempt.objects.get().passed is None
