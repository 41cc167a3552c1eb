"""A participant's days, below their studies."""

from django.urls import path

from courses.meetings.views import calendar, files, own

app_name = "meetings"
urlpatterns = [
    path("kalenteri/", calendar.page, name="calendar"),
    path("kalenteri/tee/", calendar.issue, name="calendar-issue"),
    path("kalenteri/lopeta/", calendar.stop, name="calendar-stop"),
    path("opinnot/<slug:run>/lahipaivat/", own.days, name="days"),
    path("opinnot/<slug:run>/lahipaivat/<int:pk>/", own.day, name="day"),
    path("opinnot/<slug:run>/lahipaivat/<int:pk>/en-paase/", own.cannot_come, name="cannot"),
    path("opinnot/<slug:run>/lahipaivat/<int:pk>/paasen/", own.comes_after_all, name="comes"),
    path("opinnot/<slug:run>/lahipaivat/<int:pk>/korvaava/", own.make_up, name="make-up"),
    path("opinnot/<slug:run>/lahipaivat/<int:pk>/toiveet/", own.needs, name="needs"),
    path("opinnot/<slug:run>/lahipaivat/<int:pk>/tiedostot/<int:file>/", files.for_participant, name="file"),
    path("opinnot/<slug:run>/lahipaivat/<int:pk>/paiva.ics", own.event, name="event"),
]
