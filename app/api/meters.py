"""The figures that operators watch, in Prometheus' text form. No question and no name is ever in them."""

from collections.abc import Iterator
from importlib.metadata import version

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.desk import Desk
from app.desk.watch import Ended, Outcome

TYPE = "text/plain; version=0.0.4; charset=utf-8"
_DIRECT = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.5, 5.0)  # seconds; the promise is one
_TOTAL = (0.05, 0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0)


class Meters:
    """Counts what a desk does, whoever asks: the page, the API or MCP."""

    def __init__(self, desk: Desk) -> None:
        self._registry = CollectorRegistry()
        self._questions = Counter(
            "policyqa_questions", "Questions that were asked, by how they ended.", ["outcome"], registry=self._registry
        )
        for outcome in Outcome:
            self._questions.labels(outcome)
        self._direct = Histogram(
            "policyqa_direct_seconds",
            "Seconds from the question to the model-free reply.",
            buckets=_DIRECT,
            registry=self._registry,
        )
        self._total = Histogram(
            "policyqa_answer_seconds",
            "Seconds from the question to the end of its answer.",
            buckets=_TOTAL,
            registry=self._registry,
        )
        self._calls = Counter(
            "policyqa_api_calls", "Calls of the HTTP API.", ["route", "method", "status"], registry=self._registry
        )
        self._registry.register(_State(desk))
        ProcessCollector(registry=self._registry)
        desk.on_end = self.question

    def question(self, ended: Ended) -> None:
        """Count a question."""
        self._questions.labels(ended.outcome).inc()
        if ended.direct is not None:
            self._direct.observe(ended.direct)
        self._total.observe(ended.total)

    def call(self, route: str, method: str, status: int) -> None:
        """Count a call of the API. ``route`` is the pattern, not the address that was called."""
        self._calls.labels(route, method, str(status)).inc()

    def text(self) -> bytes:
        """All of it, as it stands."""
        return generate_latest(self._registry)


class _State(Collector):
    """What is so at the moment of asking."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def collect(self) -> Iterator[Metric]:
        """The gauges of now."""
        desk = self._desk
        yield InfoMetricFamily("policyqa_build", "The program.", {"version": version("policyqa")})
        yield GaugeMetricFamily("policyqa_ready", "Whether questions can be answered.", int(desk.loader.ready))
        yield GaugeMetricFamily("policyqa_questions_under_way", "Questions being answered.", desk.under_way)
        yield GaugeMetricFamily("policyqa_questions_waiting", "Questions that wait for a model.", desk.waiting)
        yield GaugeMetricFamily("policyqa_model_slots", "Models that may speak at the same time.", desk.speakers)
        if not desk.loader.ready:
            return
        opened = desk.loader.start().result()
        parsed = opened.documents()
        yield GaugeMetricFamily("policyqa_documents", "Documents in the index.", len(parsed))
        yield GaugeMetricFamily("policyqa_clauses", "Clauses in the index.", sum(len(p.clauses) for p in parsed))
        yield InfoMetricFamily("policyqa_index", "The index in use.", {"generation": opened.generation()})
        yield InfoMetricFamily(
            "policyqa_engine", "What words answers.", {"engine": opened.engine, "model": opened.model}
        )


class CountedCalls:
    """ASGI middleware that lets the meters see every call, those that fail among them."""

    def __init__(self, app: ASGIApp, meters: Meters) -> None:
        self._app = app
        self._meters = meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and look at the answer's status."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def seen(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", "-")
                self._meters.call(route, scope["method"], message["status"])
            await send(message)

        await self._app(scope, receive, seen)
