"""Signatures of webhooks, as Standard Webhooks 1.0 defines them (standardwebhooks.com).

A receiver that knows the secret can tell that a message is ours, whole and of just now, with a
library of its own language or with a few lines.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from datetime import datetime

from pydantic import SecretStr

_PREFIX = "whsec_"
#: A shorter key could be guessed (bytes).
SHORTEST_KEY = 16


def signing_key(secret: SecretStr) -> bytes:
    """The key: what follows ``whsec_`` in base64, or any other text as it is.

    Raises ValueError, which never shows the secret, where it is no base64 or too short.
    """
    text = secret.get_secret_value()
    if text.startswith(_PREFIX):
        try:
            key = base64.b64decode(text.removeprefix(_PREFIX), validate=True)
        except binascii.Error:
            raise ValueError("what follows whsec_ in the secret is no base64") from None
    else:
        key = text.encode()
    if len(key) < SHORTEST_KEY:
        raise ValueError(
            f"the secret is shorter than {SHORTEST_KEY} bytes: write whsec_ and behind it what "
            "`openssl rand -base64 32` prints"
        )
    return key


def signed(secret: SecretStr, message_id: str, now: datetime, body: bytes) -> dict[str, str]:
    """The headers that sign ``body``: HMAC-SHA256 over id, time (seconds of the epoch) and body."""
    seconds = str(int(now.timestamp()))
    content = b".".join((message_id.encode(), seconds.encode(), body))
    digest = hmac.digest(signing_key(secret), content, "sha256")
    return {
        "webhook-id": message_id,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }
