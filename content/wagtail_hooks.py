"""Polku's doors in Wagtail's admin."""

from wagtail import hooks

from content.blocks.quiz import question_chooser
from content.questions import question_viewset


@hooks.register("register_admin_viewset")
def the_question_bank():
    return question_viewset


@hooks.register("register_admin_viewset")
def the_question_chooser():
    return question_chooser
