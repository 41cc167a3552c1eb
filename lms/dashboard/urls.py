"""My page and the course home."""

app_name = "dashboard"
urlpatterns: list = []
