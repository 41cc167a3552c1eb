"""A trainer's pages about who wants into a run; part of the trainer's addresses."""

from django.urls import path

from lms.dashboard.views import admitting, application_questions, leaving, people_exports

urlpatterns = [
    path("ryhma/<slug:run>/hakijat/", admitting.applicants, name="applicants"),
    path("ryhma/<slug:run>/hakijat/lataa/<slug:kind>/", people_exports.applicants, name="applicants-export"),
    path("ryhma/<slug:run>/hakijat/jono/lataa/<slug:kind>/", people_exports.queue, name="queue-export"),
    path("ryhma/<slug:run>/hakijat/<int:pk>/", admitting.applicant, name="applicant"),
    path("ryhma/<slug:run>/hakijat/tapa/", admitting.way, name="way"),
    path("ryhma/<slug:run>/hakijat/koodi/", admitting.new_code, name="new-code"),
    path("ryhma/<slug:run>/hakijat/jono/<int:pk>/paikka/", admitting.extra_place, name="extra-place"),
    path("ryhma/<slug:run>/hakijat/jono/<int:pk>/poista/", leaving.from_queue, name="queue-remove"),
    path("ryhma/<slug:run>/hakijat/kysymykset/", application_questions.questions, name="application-questions"),
    path("ryhma/<slug:run>/hakijat/kysymykset/<int:pk>/", application_questions.question, name="application-question"),
    path(
        "ryhma/<slug:run>/hakijat/kysymykset/<int:pk>/poista/", application_questions.drop,
        name="application-question-drop",
    ),
    path(
        "ryhma/<slug:run>/hakijat/kysymykset/<int:pk>/ylos/", application_questions.up, name="application-question-up"
    ),
]  # fmt: skip
