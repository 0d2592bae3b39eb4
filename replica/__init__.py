"""A stand-in for primeminister.kz: serves, publishes, edits, withdraws and fails on demand.

``python -m replica`` runs it as a program; ``serving`` runs it inside a test. Both, the control
interface and what is assumed about the real site are described in ``replica/README.md``.
"""

from replica.events import load_events
from replica.serving import Replica, ReplicaError, serving

__all__ = ["Replica", "ReplicaError", "load_events", "serving"]
