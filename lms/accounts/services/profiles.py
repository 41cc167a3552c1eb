"""A person's own name and language."""

from lms.accounts.models import Learner, User


def change_profile(*, user: User, first_name: str, last_name: str, language: str = "") -> None:
    """Save what the person says about themselves. Certificates already given keep the name they were given in."""
    user.first_name, user.last_name = first_name, last_name
    user.language = language or user.language
    user.save(update_fields=["first_name", "last_name", "language"])
    if language:
        Learner.objects.filter(user=user).update(language=language)
