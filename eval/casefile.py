"""Case files: YAML (or JSON lines) that anyone can write; a mistake is named with its file and line.

A YAML file is a mapping with ``document`` (the id that places without one belong to), an optional ``version`` and
``cases``, a list. A ``.jsonl`` file has one case a line. The keys of a case:

==============  ====================================================================================================
id              unique over all files of a run
question        one question; or ``conversation``, a list of them, of which the last is scored
expect          figures that a right answer shows: ``value`` (or ``low`` and ``high``) in the base unit (元, %, 家 …),
                ``unit``, ``bound`` (``= >= > <= <``, free if absent), ``what`` in words, ``computed: true`` for a
                result that follows from a figure of the question
steps, not      intermediate results that may be shown; figures that must not be given as the answer
cite            clauses that must be cited: one path of printed labels (``[三, (二), 2]``; ``[序]`` is the text
                before the first one) or a list of paths;
                ``{any: [...]}`` where one of several will do; ``{path: [...], heading: words}`` where labels repeat;
                ``{document: id}`` for any clause of a document. With ``refuse``: what should be named as nearest
may             further clauses that may be cited
quotes          words of the document that the answer rests on
refuse          ``near_miss`` or ``no_match``: the documents do not answer
document, only  the case's own document; the one document that the question is put to
tags            free words that the report counts by
among           ids of documents: the case counts only where the library has no others, as another policy rightly
                answers what these do not
draft           ``true``: proposed by the program and not approved yet; never counts in a score
version, hash   the version of the document that the case holds for; the SHA-256 of the text of the clause it rests on
==============  ====================================================================================================

Values are read as written, never through a float (``corpus.nodes``).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode

from corpus import Bound
from corpus.nodes import NodeReader
from eval.case import Case, Figure, Place
from eval.errors import EvalError, InvalidCases

DEFAULT_CASES = Path(__file__).parent / "cases"
_SUFFIXES = (".yaml", ".yml", ".jsonl")
_CASE_KEYS = frozenset(
    "id question conversation expect steps not cite may quotes refuse document only tags among draft version hash".split()  # noqa: SIM905
)
_BOUNDS = {b.value: b for b in Bound if b is not Bound.RANGE}
_REFUSALS = ("near_miss", "no_match")


def load_cases(paths: Sequence[Path]) -> tuple[Case, ...]:
    """The cases of files and folders, in order.

    Raises:
        InvalidCases: a mistake in a file.
        EvalError: a path is not there or holds no case file.
    """
    cases: dict[str, Case] = {}
    for path in case_files(paths):
        for case in _read(path):
            if case.id in cases:
                other = cases[case.id]
                raise InvalidCases(
                    path, case.line, f"题号“{case.id}”已用于“{other.path.name}”第 {other.line} 行；请换一个"
                )
            cases[case.id] = case
    return tuple(cases.values())


def case_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The case files that the paths stand for; a folder stands for the ones directly in it, by name."""
    files: list[Path] = []
    for path in paths:
        found = sorted(f for f in path.iterdir() if f.suffix in _SUFFIXES) if path.is_dir() else [path]
        if not found or not found[0].is_file():
            raise EvalError(f"“{path}”里没有题库；请给出 .yaml 或 .jsonl 文件，或放有这类文件的目录。")
        files += found
    return tuple(files)


def _read(path: Path) -> Iterator[Case]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as exc:
        raise InvalidCases(path, 1, "不是 UTF-8 编码；请另存为 UTF-8") from exc
    if path.suffix == ".jsonl":
        for number, line in enumerate(text.splitlines()):
            if line.strip():
                reader = _Reader(path, offset=number)
                yield reader.case(reader.compose(line), document="")
        return
    root = _Reader(path)
    top = root.mapping(root.compose(text), {"document", "version", "cases"})
    document = root.text(top["document"]) if "document" in top else ""
    if "cases" not in top:
        raise InvalidCases(path, 1, "缺少 cases；请把题目列在 cases 之下")
    for node in root.items(top["cases"]):
        yield root.case(node, document=document)


class _Reader(NodeReader):
    """Turns the nodes of one file into cases."""

    __slots__ = ()

    def case(self, node: Node, *, document: str) -> Case:
        fields = self.mapping(node, _CASE_KEYS)
        document = self.text(fields["document"]) if "document" in fields else document
        case_id = self.text(self.required(fields, "id", node))
        refusal = self.choice(fields["refuse"], _REFUSALS) if "refuse" in fields else None
        case = Case(
            id=case_id,
            questions=self.questions(fields, node),
            expect=self.each(fields, "expect", self.figure),
            cite=self.cites(fields["cite"], document) if "cite" in fields else (),
            may=self.each(fields, "may", lambda n: self.place(n, document)),
            quotes=self.each(fields, "quotes", self.text),
            steps=self.each(fields, "steps", self.figure),
            never=self.each(fields, "not", self.figure),
            refusal=refusal,
            only=self.text(fields["only"]) if "only" in fields else None,
            tags=self.each(fields, "tags", self.text),
            draft=self.flag(fields, "draft"),
            among=frozenset(self.each(fields, "among", self.text)),
            version=self.text(fields["version"]) if "version" in fields else "",
            digest=self.text(fields["hash"]) if "hash" in fields else "",
            path=self.path,
            line=self.line(node),
        )
        if refusal and (case.expect or case.quotes):
            raise self.error(node, f"题“{case_id}”应当拒答，不能同时有 expect 或 quotes；请删去其一")
        if not refusal and not case.cite:
            raise self.error(node, f"题“{case_id}”没有 cite；请写出必须引用的条款，或用 refuse 说明应当拒答")
        return case

    def questions(self, fields: dict[str, Node], node: Node) -> tuple[str, ...]:
        if ("question" in fields) == ("conversation" in fields):
            raise self.error(node, "question 与 conversation 必须有且只有一个")
        if "question" in fields:
            return (self.text(fields["question"]),)
        turns = self.each(fields, "conversation", self.text)
        if len(turns) < 2:
            raise self.error(fields["conversation"], "conversation 至少要有两句；只有一句请用 question")
        return turns

    def figure(self, node: Node) -> Figure:
        fields = self.mapping(node, {"value", "low", "high", "unit", "bound", "what", "computed"})
        ends = {"low", "high"} & fields.keys()
        if ("value" in fields) == bool(ends) or len(ends) == 1:
            raise self.error(node, "数要么写 value，要么同时写 low 和 high")
        low = self.decimal(fields["low" if ends else "value"])
        high = self.decimal(fields["high" if ends else "value"])
        if low > high:
            raise self.error(node, f"low（{low}）大于 high（{high}）；请对调")
        return Figure(
            low=low,
            high=high,
            unit=self.text(self.required(fields, "unit", node)),
            bound=_BOUNDS[self.choice(fields["bound"], tuple(_BOUNDS))] if "bound" in fields else None,
            what=self.text(fields["what"]) if "what" in fields else "",
            computed=self.flag(fields, "computed"),
        )

    def flag(self, fields: dict[str, Node], key: str) -> bool:
        return key in fields and self.choice(fields[key], ("true", "false")) == "true"

    def cites(self, node: Node, document: str) -> tuple[tuple[Place, ...], ...]:
        entries = self.items(node)
        if entries and all(isinstance(e, ScalarNode) for e in entries):
            return ((self.place(node, document),),)
        return tuple(self.group(entry, document) for entry in entries)

    def group(self, node: Node, document: str) -> tuple[Place, ...]:
        if isinstance(node, MappingNode) and any(self.text(k) == "any" for k, _ in node.value):
            places = self.items(self.mapping(node, {"any"})["any"])
            if not places:
                raise self.error(node, "any 里至少要有一个条款")
            return tuple(self.place(n, document) for n in places)
        return (self.place(node, document),)

    def place(self, node: Node, document: str) -> Place:
        if isinstance(node, MappingNode):
            fields = self.mapping(node, {"document", "path", "heading"})
            document = self.text(fields["document"]) if "document" in fields else document
            path = self.each(fields, "path", self.text) if "path" in fields else None
            place = Place(document, path, self.text(fields["heading"]) if "heading" in fields else "")
        else:
            place = Place(document, tuple(self.text(n) for n in self.items(node)))
        if not place.document:
            raise self.error(node, "条款没有指明文件；请在文件开头或题目里写 document")
        return place

    def mistake(self, line: int, message: str) -> InvalidCases:
        return InvalidCases(self.path, line, message)
