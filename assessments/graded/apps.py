from django.apps import AppConfig


class GradedConfig(AppConfig):
    name = "assessments.graded"
    label = "graded"
