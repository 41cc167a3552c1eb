"""What a coach finds here."""

from django.urls import include, path

from lms.dashboard.views import coach, coach_handover

app_name = "coach"
urlpatterns = [
    path("", coach.home, name="home"),
    path("koodit/", coach.codes, name="codes"),
    path("koodit/<int:pk>/", coach.poster, name="poster"),
    path("koodit/<int:pk>/lopeta/", coach.end_my_code, name="end-code"),
    path("yhdessa/", coach.together, name="together"),
    path("jaot/<int:pk>/", coach.shared, name="shared"),
    path("ihmiset/<int:pk>/soitto/", coach.call, name="call"),
    path("ihmiset/<int:pk>/siirto/", coach_handover.propose, name="handover"),
    path("ihmiset/<int:pk>/siirto/peru/", coach_handover.take_back, name="handover-back"),
    path("ihmiset/<int:pk>/lopeta/", coach.end, name="end"),
    path("ryhma/", include("content.urls.leading")),
    path("osat/", include("content.urls.facilitation")),
]
