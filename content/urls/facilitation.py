"""The coach's edition of the programme's parts, below the coach's page."""

from django.urls import path

from content.views import facilitation

urlpatterns = [path("", facilitation.parts, name="parts")]
