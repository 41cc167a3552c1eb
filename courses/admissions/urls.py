"""Getting into a run by a code, an application or its queue. Lies beside the addresses of enrolling."""

from django.urls import path

from courses.admissions.views import application, asking, code, queue

app_name = "admissions"
urlpatterns = [
    path("koodi/", code.code, name="any-code"),
    path("toteutus/<slug:run>/koodi/", code.code, name="code"),
    path("toteutus/<slug:run>/jono/", queue.queue, name="queue"),
    path("toteutus/<slug:run>/jono/liity/", queue.join, name="join"),
    path("toteutus/<slug:run>/jono/vastaa/", queue.answer, name="answer"),
    path("toteutus/<slug:run>/jono/poistu/", queue.leave, name="leave"),
    path("toteutus/<slug:run>/haku/", application.apply, name="apply"),
    path("toteutus/<slug:run>/haku/kysymys/", asking.question, name="questions"),
    path("toteutus/<slug:run>/haku/kysymys/<slug:part>/", asking.question, name="question"),
    path("toteutus/<slug:run>/haku/tallenna/", application.save, name="save"),
    path("toteutus/<slug:run>/haku/laheta/", application.send, name="send"),
    path("toteutus/<slug:run>/haku/peru/", application.withdraw, name="withdraw"),
    path("toteutus/<slug:run>/haku/tyonantaja/", application.employer, name="employer"),
]
