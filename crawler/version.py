"""How the crawler names itself to a site."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("ukimet")
except PackageNotFoundError:  # run from a source tree that was never installed
    VERSION = "0"

PROJECT = "unofficial archive of government releases"
USER_AGENT = f"Ukimet/{VERSION} ({PROJECT})"


def user_agent(contact: str) -> str:
    """The User-Agent with the operator's contact, for example ``mailto:you@example.org``."""
    return f"Ukimet/{VERSION} ({PROJECT}; {contact})" if contact else USER_AGENT
