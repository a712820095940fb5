"""PostgreSQL in a container, when a Docker engine answers and has, or can get, the image."""

import os
import socket
from pathlib import Path
from secrets import token_hex
from typing import Any

from sqlalchemy.engine import URL

from tests.servers.ports import free_port
from tests.servers.postgres import PostgresServer, StopMode, Unavailable, server_settings

IMAGE = "postgres:17"


class DockerServer(PostgresServer):
    def __init__(self, *, fsync: bool = True) -> None:
        _engine_with_image()
        from testcontainers.core.container import DockerContainer

        password, port = token_hex(16), free_port()
        self.origin = f"container {IMAGE}"
        self._container = (
            DockerContainer(IMAGE)
            .with_env("POSTGRES_USER", "schakel")
            .with_env("POSTGRES_PASSWORD", password)
            .with_bind_ports(5432, port)  # bound by us, so that a restart keeps it
            .with_command(["postgres", *server_settings(fsync=fsync)])
        )
        try:
            self._container.start()
            host = self._container.get_container_host_ip()
            exposed = self._container.get_exposed_port(5432)
            self.address = URL.create("postgresql+asyncpg", "schakel", password, host, exposed, "postgres")
            self.wait()
        except Exception as error:  # whatever an engine may answer: there is another way
            self.close()
            raise Unavailable(f"{self.origin}: {error}") from error

    def start(self) -> None:
        self._container.get_wrapped_container().start()
        self.wait()

    def stop(self, mode: StopMode = "fast") -> None:
        container = self._container.get_wrapped_container()
        container.kill(signal={"fast": "SIGINT", "immediate": "SIGQUIT", "kill": "SIGKILL"}[mode])
        container.wait(timeout=60)

    def close(self) -> None:
        self._container.stop()


def _engine_with_image() -> None:
    import docker
    from docker.errors import DockerException

    try:
        engine: Any = docker.from_env(timeout=3)
        engine.ping()
    except (DockerException, OSError) as error:
        raise Unavailable("no Docker engine answers") from error
    try:
        _say_how_containers_are_reached(engine)
        from testcontainers.core.config import testcontainers_config  # reads the environment on import

        if not _has(engine, IMAGE):
            raise Unavailable(f"image {IMAGE} is not here and cannot be pulled")
        if not testcontainers_config.ryuk_disabled and not _has(engine, testcontainers_config.ryuk_image):
            testcontainers_config.ryuk_disabled = True  # then nobody cleans up after a run that was killed
    finally:
        engine.close()


def _has(engine: Any, image: str) -> bool:
    import docker
    from docker.errors import DockerException, ImageNotFound

    try:
        engine.images.get(image)
    except ImageNotFound:
        try:
            docker.from_env(timeout=60).images.pull(image)
        except (DockerException, OSError):
            return False
    return True


def _say_how_containers_are_reached(engine: Any) -> None:
    """Inside a container, testcontainers takes the engine for one outside it, with us as its container.

    An engine that runs here with us publishes its ports here.
    """
    from docker.errors import NotFound

    if Path("/.dockerenv").exists():
        try:
            engine.containers.get(socket.gethostname())
        except NotFound:
            os.environ.setdefault("TESTCONTAINERS_CONNECTION_MODE", "docker_host")
