"""Where an employer's link leads."""

from django.urls import path

from courses.admissions.views import employer

app_name = "employer"
urlpatterns = [path("<str:link>/", employer.approval, name="approval")]
