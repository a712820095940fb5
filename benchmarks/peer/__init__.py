"""The peer: PyPI package `eventsourcing` 9.5 as its documentation says to use it, given the same work to do.

Events of the same size, encrypted (AES-256-GCM, one key for all), stored as durably, on the same server. What it has no
part for is not done by it: a hash chain, a key per pupil, tokens, resends, outcomes as events.
"""

from benchmarks.peer.append import peer

__all__ = ["peer"]
