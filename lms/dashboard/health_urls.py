"""Two answers for the machine that watches over this one."""

from django.urls import path

from lms.dashboard.views import health

urlpatterns = [
    path("live", health.live, name="health_live"),
    path("ready", health.ready, name="health_ready"),
]
