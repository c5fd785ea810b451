"""Reviewed benefits: the YAML file beside a document in which a person confirms, corrects or rejects what was read.

``policyqa benefits FILE`` drafts it, ``<name>.benefits.yaml`` beside the document is loaded in place of the draft.
Every figure in it is written as the clause prints it and is looked up there: a figure without a clause is an error.
Each entry carries the hash of its clause's text; where the clause has changed since, the review is stale.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import yaml
from yaml.nodes import Node

from corpus.benefits.benefit import Benefit, ClauseReview, Condition
from corpus.clause import Clause
from corpus.document import Anomaly, Document
from corpus.errors import InvalidReview
from corpus.nodes import NodeReader
from corpus.quantities.finding import find_quantities
from corpus.quantities.quantity import Bound, Quantity
from corpus.span import Span

SUFFIX = ".benefits.yaml"
DRAFT, CONFIRMED, REJECTED = "draft", "confirmed", "rejected"
_LONGEST = 4_000_000  # bytes
_HEAD = """\
# 由程序读出的支持条款，供人工核对。核对一条，就把它的 status 从 draft 改为 confirmed；不是支持的改为 rejected。
# 数额、比例、上限照条款原文填写（如 最高500万元），条款里没有的数不能写入。核对后存为“{name}”，与文件放在一起。
# hash 是条款文字的摘要：条款改动后，这里的核对自动失效并提示。
"""
_ENTRY = frozenset(
    (
        *("clause", "place", "text", "status", "title", "who", "conditions", "fixed", "rate", "base", "base_limit"),
        *("cap", "scope", "frequency", "variant", "review", "hash"),
    )
)


def review_path(document: Path) -> Path:
    """Where the reviewed benefits of the document at this path lie: ``plan.pdf`` → ``plan.pdf.benefits.yaml``."""
    return document.with_name(document.name + SUFFIX)


def clause_hash(clause: Clause) -> str:
    """What dates an entry to its clause's text: SHA-256, hexadecimal."""
    return sha256(clause.text.encode()).hexdigest()


def draft_reviews(document: Document, clauses: Iterable[Clause], benefits: Iterable[Benefit]) -> str:
    """The YAML text in which a person reviews these benefits; what was confirmed before is shown as such."""
    by_id = {clause.id: clause for clause in clauses}
    entries = review_entries(document, benefits)
    return write_reviews(document, [_row(document, by_id[b.clause_id], b, status) for b, status in entries])


def review_entries(document: Document, benefits: Iterable[Benefit]) -> tuple[tuple[Benefit, str], ...]:
    """What there is to review in the order of the text, each with its status; rejected ones among them."""
    shown = [(b, CONFIRMED if b.confirmed else DRAFT) for b in benefits]
    shown += [(b, REJECTED) for review in document.reviews for b in review.rejected]
    return tuple(sorted(shown, key=lambda entry: entry[0].span))


def write_reviews(document: Document, rows: Sequence[Mapping[str, object]]) -> str:
    """The YAML text of entries, under the words that say how to fill it in."""
    body = yaml.dump(
        {"document": document.id, "benefits": [dict(row) for row in rows]},
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
    )
    return _HEAD.format(name=review_path(Path(document.path)).name) + body


def load_reviews(
    path: Path, document: Document, clauses: Iterable[Clause]
) -> tuple[tuple[ClauseReview, ...], tuple[Anomaly, ...]]:
    """What the file beside the document at ``path`` says of its clauses, and a warning for each that is stale.

    Raises:
        InvalidReview: the file is not YAML, has an unknown key, or names words or figures that the clause does not.
    """
    beside = review_path(path)
    if not beside.is_file():
        return (), ()
    return read_reviews(_text(beside), beside, document, clauses)


def read_reviews(
    text: str, beside: Path, document: Document, clauses: Iterable[Clause]
) -> tuple[tuple[ClauseReview, ...], tuple[Anomaly, ...]]:
    """What the text of a review file says; see ``load_reviews``."""
    reader = _Reader(beside)
    reader.clauses.update((clause.id, clause) for clause in clauses)
    return reader.reviews(text, document)


def _text(beside: Path) -> str:
    try:
        data = beside.read_bytes()
    except OSError as exc:
        raise InvalidReview(beside, 1, f"无法读取（{exc.strerror or exc}）") from exc
    if len(data) > _LONGEST:
        raise InvalidReview(beside, 1, "文件过大")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise InvalidReview(beside, 1, "不是UTF-8编码；请另存为UTF-8") from exc


def _row(document: Document, clause: Clause, benefit: Benefit, status: str) -> dict[str, object]:
    parts = {
        "fixed": benefit.fixed,
        "rate": benefit.rate,
        "base": benefit.base,
        "base_limit": benefit.base_limit,
        "cap": benefit.cap,
        "scope": benefit.scope,
        "frequency": benefit.frequency,
        "variant": benefit.variant,
        "review": benefit.review,
    }
    return {
        "clause": clause.id,
        "place": "/".join(clause.path),
        "text": benefit.span.of(document.text),
        "status": status,
        "title": benefit.title,
        "who": benefit.who,
        "conditions": [_condition_row(c) for c in benefit.conditions],
        **{key: value.raw if isinstance(value, Quantity) else value for key, value in parts.items() if value},
        "hash": clause_hash(clause),
    }


def _condition_row(condition: Condition) -> dict[str, str]:
    need = {"need": condition.quantity.raw} if condition.quantity else {}
    return {"text": condition.text, **need}


@dataclass(frozen=True, slots=True)
class _Reader(NodeReader):
    """Turns the nodes of a review file into benefits, each word and figure looked up in the clause."""

    clauses: dict[str, Clause] = field(default_factory=dict)

    def mistake(self, line: int, message: str) -> InvalidReview:
        return InvalidReview(self.path, line, message)

    def reviews(self, text: str, document: Document) -> tuple[tuple[ClauseReview, ...], tuple[Anomaly, ...]]:
        top = self.mapping(root := self.compose(text), {"document", "benefits"})
        said = self.text(self.required(top, "document", root))
        if said != document.id:
            raise self.error(top["document"], f"写的是文件“{said}”，而旁边的文件是“{document.id}”；请核对文件名")
        rows = defaultdict[str, list[tuple[Node, Mapping[str, Node]]]](list)
        for node in self.items(self.required(top, "benefits", root)):
            fields = self.mapping(node, _ENTRY)
            rows[self.text(self.required(fields, "clause", node))].append((node, fields))
        found = [self.clause_review(clause, entries, document) for clause, entries in rows.items()]
        reviews = tuple(review for review in found if review)
        return reviews, tuple(self.stale(r.clause_id) for r in reviews if r.stale)

    def clause_review(
        self, clause_id: str, rows: Sequence[tuple[Node, Mapping[str, Node]]], document: Document
    ) -> ClauseReview | None:
        """What the entries of one clause say; ``None`` while all of them are drafts."""
        statuses = [self.choice(self.required(dict(f), "status", n), (DRAFT, CONFIRMED, REJECTED)) for n, f in rows]
        if set(statuses) == {DRAFT}:
            return None
        clause = self.clauses.get(clause_id)
        hashes = {self.text(self.required(dict(f), "hash", n)) for n, f in rows}
        if clause is None or hashes != {clause_hash(clause)}:
            return ClauseReview(clause_id, stale=True)
        places = _Places(self, clause, document)
        read = [
            (places.benefit(dict(f), confirmed=s == CONFIRMED), s) for (_, f), s in zip(rows, statuses, strict=True)
        ]
        kept, rejected = [b for b, s in read if s != REJECTED], [b for b, s in read if s == REJECTED]
        return ClauseReview(clause_id, tuple(kept), tuple(rejected))

    def stale(self, clause_id: str) -> Anomaly:
        clause = self.clauses.get(clause_id)
        where = f"“{clause.label or clause_id}”的文字已改变" if clause else f"条款“{clause_id}”已不在文件里"
        message = f"“{self.path.name}”的核对已过期：{where}，请重新核对"
        return Anomaly("benefits.stale", message, clause.span if clause else None)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the words and figures of an entry stand: in the quoted statement first, then in the clause."""

    reader: _Reader
    clause: Clause
    document: Document

    def benefit(self, fields: dict[str, Node], *, confirmed: bool) -> Benefit:
        optional = self.reader.optional
        quoted = fields.get("text")
        span = self.words(quoted, self.clause.span) if quoted else self.clause.span
        figures = {k: self.figure(fields[k], span) for k in ("fixed", "rate", "base_limit", "cap") if k in fields}
        cap = figures.get("cap")
        return Benefit(
            clause_id=self.clause.id,
            span=span,
            title=optional(fields, "title") or self.clause.headings[-1],
            who=optional(fields, "who"),
            conditions=self.reader.each(fields, "conditions", lambda node: self.condition(node, span)),
            fixed=figures.get("fixed"),
            rate=figures.get("rate"),
            base=optional(fields, "base"),
            base_limit=figures.get("base_limit"),
            cap=replace(cap, bound=Bound.LE, low=None) if cap and cap.bound is Bound.EQ else cap,
            frequency=optional(fields, "frequency"),
            scope=optional(fields, "scope"),
            variant=optional(fields, "variant"),
            review="" if confirmed else optional(fields, "review") or "尚未人工核对",
            confirmed=confirmed,
        )

    def condition(self, node: Node, statement: Span) -> Condition:
        fields = self.reader.mapping(node, {"text", "need"})
        words = self.reader.required(fields, "text", node)
        span = self.words(words, statement)
        need = self.figure(fields["need"], span) if "need" in fields else None
        return Condition(self.reader.text(words), span, need)

    def words(self, node: Node, near: Span) -> Span:
        """Where the words of ``node`` stand: within ``near``, else in the clause, else in the document."""
        text = self.reader.text(node)
        for place in (near, self.clause.span, Span(0, len(self.document.text))):
            start = self.document.text.find(text, place.start, place.end)
            if start >= 0:
                return Span(start, start + len(text))
        raise self.reader.error(node, f"“{text}”不在文件的原文里；请照抄原文")

    def figure(self, node: Node, near: Span) -> Quantity:
        """The figure that ``node`` prints, found within ``near``, else in the clause; never one that is not there."""
        text = self.reader.text(node)
        given = [q for q in find_quantities(text) if q.raw == text]  # the whole of it is one figure
        found = [q.shift(self.clause.span.start) for q in find_quantities(self.clause.text)]
        same = [q for q in found if q.raw == text] or [
            q for q in found if given and (q.kind, q.unit, q.value) == (given[0].kind, given[0].unit, given[0].value)
        ]
        if not same:
            raise self.reader.error(node, f"条款“{self.clause.id}”里没有“{text}”这个数；没有条款依据的数不能写入")
        return next((q for q in same if near.contains(q.span)), same[0])
