"""For the time without a network; `<programme>` is the code of the programme's run."""

from django.urls import path

from content.views import offline

app_name = "offline"

urlpatterns = [
    path("apu.js", offline.help_worker, name="help-worker"),
    path("<slug:programme>/tyontekija.js", offline.worker, name="worker"),
    path("<slug:programme>/manifest.webmanifest", offline.manifest, name="manifest"),
    path("<slug:programme>/irti/", offline.copies, name="copies"),
    path("<slug:programme>/irti/osa/<int:part>/<int:screen>/", offline.copy, name="copy"),
    path("<slug:programme>/irti/pienet-kortit/", offline.cards, name="cards"),
    path("<slug:programme>/irti/laheta/", offline.resend, name="resend"),
]
