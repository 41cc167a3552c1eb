"""Passwords are hashed within what two cores and a small memory bear."""

from concurrent.futures import ThreadPoolExecutor

from django.contrib.auth.hashers import identify_hasher, make_password

from lms.accounts.hashers import FrugalArgon2PasswordHasher


def test_password_is_hashed_at_the_settled_cost(settings):
    settings.PASSWORD_HASHERS = ["lms.accounts.hashers.FrugalArgon2PasswordHasher"]
    encoded = make_password("pitkä salasana")
    assert "$m=19456,t=2,p=1$" in encoded
    assert identify_hasher(encoded).must_update(encoded) is False


def test_many_at_once_are_all_answered():
    hasher = FrugalArgon2PasswordHasher()
    encoded = hasher.encode("oikea", "suolaasuolaa")
    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(lambda word: hasher.verify(word, encoded), ["oikea", "väärä"] * 8))
    assert answers == [True, False] * 8
