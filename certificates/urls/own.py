from django.urls import path

from certificates.views import own

app_name = "own_certificates"
urlpatterns = [
    path("", own.my_awards, name="list"),
    path("<str:key>.pdf", own.download_pdf, name="pdf"),
    path("<str:key>/", own.my_award, name="detail"),
]
