"""One folder a service, each startable alone; no service imports another. `web` is what every HTTP service shares."""
