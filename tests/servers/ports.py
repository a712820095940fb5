"""Ports for servers that must know theirs before they start."""

import socket


def free_port() -> int:
    """A TCP port that is free now on this machine's own address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
