"""Reminders; `<programme>` is the code of the programme's run."""

from django.urls import path

from content.views import coaching_reminders

app_name = "reminders"

urlpatterns = [
    path("<slug:programme>/muistutus/", coaching_reminders.reminder, name="own"),
    path("<slug:programme>/muistutus/lopeta/", coaching_reminders.end, name="end"),
    path("<slug:programme>/muistutus/vahvista/<str:token>/", coaching_reminders.confirm, name="confirm"),
    path("<slug:programme>/muistutus/viesti/<str:token>/", coaching_reminders.message, name="message"),
    path("<slug:programme>/muistutus/seis/<str:token>/", coaching_reminders.stop_by_mail, name="stop"),
]
