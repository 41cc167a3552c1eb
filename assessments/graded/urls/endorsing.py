"""Where a supervisor's link leads."""

from django.urls import path

from assessments.graded.views import endorsing

app_name = "endorsing"
urlpatterns = [path("<str:link>/", endorsing.plan, name="plan")]
