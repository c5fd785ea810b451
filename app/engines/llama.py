"""llama.cpp: the one module that imports ``cyllama``, and it runs in the worker process only.

cyllama's own text streaming decodes each token by itself and so breaks a character that spans two tokens; here the
token ids are kept, and only characters that are whole are given out.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.engines.grammar import answer_grammar

BATCH = 32  # tokens: small enough to stop within a second on a slow CPU; measured as fast as 512
_BROKEN = "\ufffd"  # stands for bytes that are no whole character yet
_LONGEST_LOOP = 64  # tokens
_LOOPED = 24  # tokens: shorter repetitions are ordinary language
_CHATML = "<|im_start|>system\n{system}<|im_end|>\n<|im_start|>user\n{user}<|im_end|>\n<|im_start|>assistant\n"
_MARKS = ("\u0002system\u0003", "\u0002user\u0003")  # where a template puts the two texts


class LlamaFault(Exception):
    """llama.cpp could not load the model or could not go on."""


@dataclass(slots=True)
class Llama:
    """A loaded model with one context, whose state is kept between prompts.

    Raises:
        LlamaFault: the file is no model that llama.cpp can run, or the memory does not suffice.
    """

    path: Path
    context: int
    threads: int
    _held: list[int] = field(default_factory=list)  # the tokens whose state the context has
    _parts: Any = None

    def __post_init__(self) -> None:
        self._parts = _load(self.path, self.context, self.threads)
        self.context = self._parts.context.n_ctx

    def tokens(self, system: str, user: str) -> list[int]:
        """The prompt in the model's chat format; what looks like a template's token in the texts stays text."""
        head, middle, tail = _template(self._parts.model)
        pieces = [(head, True), (system, False), (middle, True), (user, False), (tail, True)]
        vocab = self._parts.vocab
        ids: list[int] = [vocab.token_bos()] if vocab.get_add_bos() else []
        for text, special in pieces:
            ids += vocab.tokenize(text, add_special=False, parse_special=special)
        return ids

    def reusable(self, tokens: Sequence[int]) -> int:
        """How many of the first tokens need no reading; the last one always does, for the sake of what follows it."""
        same = 0
        for mine, theirs in zip(self._held, tokens[:-1], strict=False):
            if mine != theirs:
                break
            same += 1
        return same

    def read(self, tokens: Sequence[int]) -> Generator[int, None, None]:
        """Bring the context to the state after ``tokens``; yields after each batch how many are there."""
        start = self.reusable(tokens)
        if not self._parts.context.memory_seq_rm(0, start, -1):  # some architectures cannot be cut in the middle
            self._parts.context.memory_seq_rm(0, 0, -1)
            start = 0
        del self._held[start:]
        for place in range(start, len(tokens), BATCH):
            self._decode(tokens[place : place + BATCH])
            yield len(self._held)

    def write(self, *, keys: int, max_tokens: int) -> Generator[str, None, tuple[str, int]]:
        """Yield text after each token, empty while a character is unfinished; returns why it ended and the tokens."""
        sampler = _Sampler(self._parts, keys)
        written: list[int] = []
        given = text = ""
        reason = "length"
        while len(written) < max_tokens:
            token = sampler.next(after=text)
            if token is None:
                reason = "stop"
                break
            written.append(token)
            text = str(self._parts.vocab.detokenize(written))
            whole = text.rstrip(_BROKEN)
            if loops(written):
                reason = "repeat"
                break
            yield whole[len(given) :]
            given = whole
            self._decode([token])
        return reason, len(written)

    def _decode(self, tokens: Sequence[int]) -> None:
        batch, context = self._parts.batch, self._parts.context
        batch.set_batch(list(tokens), len(self._held), False)
        try:
            context.decode(batch)
        except (ValueError, RuntimeError) as exc:
            context.memory_seq_rm(0, 0, -1)
            self._held.clear()
            raise LlamaFault(str(exc)) from exc
        self._held += tokens


@dataclass(frozen=True, slots=True)
class _Parts:
    """cyllama's objects, which belong together and are closed with the process."""

    model: Any
    vocab: Any
    context: Any
    batch: Any
    brackets: frozenset[int]


class _Sampler:
    """Greedy, and held to the grammar.

    The grammar looks at every token of the vocabulary (27 ms a token against 43 ms for the model itself, measured),
    although it forbids nothing outside of brackets. So the best token is taken as it is where no bracket is open and
    it has none, and the grammar is only told of it. Told of a token that it forbids, it ends the process; so what is
    not a whole character, and might not become one, goes the long way.
    """

    def __init__(self, parts: _Parts, keys: int) -> None:
        from cyllama.llama import llama_cpp

        self._parts = parts
        self._best = llama_cpp.LlamaSampler(llama_cpp.LlamaSamplerChainParams())
        self._best.add_greedy()
        self._held = llama_cpp.LlamaSampler(llama_cpp.LlamaSamplerChainParams())
        self._held.add_grammar(parts.vocab, answer_grammar(keys), "root")
        self._held.add_greedy()

    def next(self, *, after: str) -> int | None:
        """The next token, ``None`` at the end. ``after`` is what was written so far, a broken character included."""
        token: int = self._best.sample(self._parts.context, -1)
        if after.rfind("[") > after.rfind("]") or after.endswith(_BROKEN) or self._delicate(token):
            token = self._held.sample(self._parts.context, -1)  # which accepts it, too
            return None if self._ends(token) else token
        if self._ends(token):
            return None
        self._held.accept(token)
        return token

    def _delicate(self, token: int) -> bool:
        return token in self._parts.brackets or _BROKEN in self._parts.vocab.token_to_piece(token, 0, True)

    def _ends(self, token: int) -> bool:
        """Also tokens that only templates and editors use: a model that writes one has lost its way."""
        vocab = self._parts.vocab
        return bool(vocab.is_eog(token) or vocab.is_control(token))


def _load(path: Path, context: int, threads: int) -> _Parts:
    from cyllama.llama import llama_cpp

    llama_cpp.ggml_backend_load_all()
    try:
        model_settings = llama_cpp.LlamaModelParams()
        model_settings.n_gpu_layers = 0
        model = llama_cpp.LlamaModel(str(path), model_settings, False)
        wanted = llama_cpp.LlamaContextParams()
        wanted.n_ctx = min(context, model.n_ctx_train)
        wanted.n_batch = wanted.n_ubatch = BATCH
        wanted.n_threads = wanted.n_threads_batch = threads
        opened = llama_cpp.LlamaContext(model, wanted, False)
    except (ValueError, RuntimeError, OSError, MemoryError) as exc:
        raise LlamaFault(str(exc)) from exc
    vocab = model.get_vocab()
    brackets = frozenset(i for i in range(vocab.n_vocab) if _has_bracket(vocab.get_text(i)))
    return _Parts(model, vocab, opened, llama_cpp.LlamaBatch(n_tokens=BATCH, embd=0, n_seq_max=1), brackets)


def _has_bracket(raw: str) -> bool:
    return "[" in raw or "]" in raw or raw in ("<0x5B>", "<0x5D>")  # the last two: byte tokens of SentencePiece


def _template(model: Any) -> tuple[str, str, str]:
    """What stands before, between and after the two texts in the model's own chat template, else in ChatML."""
    from cyllama.llama import llama_cpp

    messages = [llama_cpp.LlamaChatMessage(role, mark) for role, mark in zip(("system", "user"), _MARKS, strict=True)]
    try:
        rendered = str(model.chat_apply_template(None, messages, True))
    except (ValueError, RuntimeError):  # a template that llama.cpp does not know
        rendered = ""
    if any(rendered.count(mark) != 1 for mark in _MARKS):
        rendered = _CHATML.format(system=_MARKS[0], user=_MARKS[1])
    head, rest = rendered.split(_MARKS[0])
    middle, tail = rest.split(_MARKS[1])
    return head, middle, tail


def loops(written: Sequence[int]) -> bool:
    """Whether the last tokens are one sequence three times over (or oftener, when it is short)."""
    for length in range(1, min(_LONGEST_LOOP, len(written) // 3) + 1):
        times = max(3, -(-_LOOPED // length))
        tail = written[-length * times :]
        if len(tail) == length * times and all(tail[i] == tail[i % length] for i in range(len(tail))):
            return True
    return False
