"""The short addresses of text messages."""

from django.urls import path

from content.views import coaching_reminders

app_name = "message"

urlpatterns = [path("<str:token>/", coaching_reminders.open_message, name="open")]
