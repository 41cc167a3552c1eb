"""What a passkey's answer may not be: each is a mistake of the form, never an error of the server."""

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.urls import reverse

ANSWER = {"clientDataJSON": "YQ", "authenticatorData": "YQ", "signature": "YQ", "userHandle": "YQ"}
JUNK = [
    "",
    "[]",
    "null",
    '{"response": 1}',
    json.dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "response": ANSWER}),
    *(
        json.dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "response": ANSWER | {"attestationObject": thing}})
        for thing in (None, 1, [], {}, "YQ", "oA")
    ),
]


@pytest.mark.parametrize("junk", JUNK)
def test_adding_a_passkey_with_junk_adds_nothing(client, trainee, junk):
    EmailAddress.objects.update_or_create(
        user=trainee, email=trainee.email, defaults={"verified": True, "primary": True}
    )
    trainee.set_unusable_password()
    trainee.save()
    client.force_login(trainee)
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    response = client.post(reverse("mfa_add_webauthn"), {"name": "puhelin", "credential": junk})
    assert response.status_code < 500
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("junk", JUNK)
def test_signing_in_with_junk_signs_nobody_in(client, db, junk):
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    response = client.post(reverse("mfa_login_webauthn"), {"credential": junk})
    assert response.status_code < 500
    assert "_auth_user_id" not in client.session
