"""Ports for servers that must know theirs before they start."""

import random
import socket
from pathlib import Path
from typing import Final

_SYSTEM: Final = Path("/proc/sys/net/ipv4/ip_local_port_range")
_LOWEST: Final = 15_000


def free_port() -> int:
    """A TCP port that is free now on this machine's own address.

    Not one of those that the system gives to outgoing connections: such a port can be gone when a server that was
    stopped is started again.
    """
    highest = _first_given_out() - 1
    for _ in range(1_000):
        port = random.SystemRandom().randint(_LOWEST, highest)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError(f"no port from {_LOWEST} to {highest} is free")


def _first_given_out() -> int:
    try:
        first = int(_SYSTEM.read_text().split()[0])
    except (OSError, ValueError):
        return 32_768
    return first if first > _LOWEST else 65_536  # where all are given out there is none to prefer
