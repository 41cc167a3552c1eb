"""Reports for the organiser."""

from django.urls import path

from lms.dashboard.views import figures

app_name = "reports"
urlpatterns = [
    path("voimavarat/", figures.measures, name="measures"),
    path("voimavarat/<int:pk>/lataa/<slug:kind>/", figures.measures_file, name="measures-file"),
]
