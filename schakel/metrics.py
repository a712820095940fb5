"""Gauges of what follows the log: where each processor is, how far behind, and what it leaves alone."""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from schakel.hub import Hub


class _Processors(Collector):
    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def collect(self) -> Iterable[Metric]:
        position = GaugeMetricFamily("schakel_processor_position", "Position in the log", labels=["processor"])
        lag = GaugeMetricFamily("schakel_processor_lag_events", "Events not yet looked at", labels=["processor"])
        batch = GaugeMetricFamily("schakel_processor_batch_seconds", "Duration of the last batch", labels=["processor"])
        parked = GaugeMetricFamily("schakel_processor_parked_dossiers", "Dossiers left alone", labels=["processor"])
        stuck = GaugeMetricFamily("schakel_processor_stuck", "1 while it keeps failing", labels=["processor"])
        failing = GaugeMetricFamily("schakel_rebuild_failing", "1 while a rebuild keeps failing", labels=["view"])
        for upkeep in self._hub.upkeep:
            failing.add_metric([upkeep.view.projection.name], upkeep.failing)
        head = self._hub.feed.known_head
        for runner in self._hub.runners:
            name = [runner.processor.name]
            position.add_metric(name, runner.position)
            lag.add_metric(name, max(0, head - runner.position))
            batch.add_metric(name, runner.batch_seconds)
            parked.add_metric(name, runner.parked)
            stuck.add_metric(name, runner.stuck)
        return position, lag, batch, parked, stuck, failing


def watch(hub: Hub, registry: CollectorRegistry) -> None:
    """Add the gauges of `hub` to `registry`."""
    registry.register(_Processors(hub))
