from django.apps import AppConfig


class PersonalConfig(AppConfig):
    name = "assessments.personal"
    label = "personal"
