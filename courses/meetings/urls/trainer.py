"""A trainer's days, below the trainers' pages."""

from django.urls import path

from courses.meetings.views import day, files, from_plan, importing, overview, planning, roll, sign_ups

app_name = "days"
urlpatterns = [
    path("<slug:run>/lahipaivat/", planning.days, name="days"),
    path("<slug:run>/lahipaivat/uusi/", planning.new, name="new"),
    path("<slug:run>/lahipaivat/lasnaolot/", overview.overview, name="overview"),
    path("<slug:run>/lahipaivat/lasnaolot/lataa/<slug:kind>/", overview.export, name="overview-export"),
    path("<slug:run>/lahipaivat/suunnitelmasta/", from_plan.make, name="from-plan"),
    path("<slug:run>/lahipaivat/<int:pk>/", day.day, name="day"),
    path("<slug:run>/lahipaivat/<int:pk>/muokkaa/", planning.edit, name="edit"),
    path("<slug:run>/lahipaivat/<int:pk>/peru/", planning.cancel, name="cancel"),
    path("<slug:run>/lahipaivat/<int:pk>/palauta/", planning.restore, name="restore"),
    path("<slug:run>/lahipaivat/<int:pk>/maara/", day.heads, name="heads"),
    path("<slug:run>/lahipaivat/<int:pk>/ilmoittautuneet/", sign_ups.people, name="sign-ups"),
    path("<slug:run>/lahipaivat/<int:pk>/tiedostot/", files.add, name="add-file"),
    path("<slug:run>/lahipaivat/<int:pk>/tiedostot/<int:file>/", files.for_trainer, name="file"),
    path("<slug:run>/lahipaivat/<int:pk>/tiedostot/<int:file>/poista/", files.remove, name="remove-file"),
    path("<slug:run>/lahipaivat/<int:pk>/lisaa/", day.walk_in, name="walk-in"),
    path("<slug:run>/lahipaivat/<int:pk>/korvaava/<int:enrolment>/", day.accept, name="accept"),
    path("<slug:run>/lahipaivat/<int:pk>/lasnaolo/", roll.roll, name="roll"),
    path("<slug:run>/lahipaivat/<int:pk>/lasnaolo/tuo/", importing.take, name="import"),
    path("<slug:run>/lahipaivat/<int:pk>/nimilista/", roll.sheet, name="sheet"),
    path("<slug:run>/lahipaivat/<int:pk>/koodi/", roll.screen, name="screen"),
    path("<slug:run>/lahipaivat/<int:pk>/koodi/vaihda/", roll.switch, name="switch"),
]
