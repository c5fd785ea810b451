"""References of a clause to other clauses: found in its text, and resolved to exactly one clause or to none.

Where the words leave open which clause is meant, it is none: 第五条 that two chapters have, outside of both; a number
in a sentence that has just named another document; 前款 in a paragraph of which it is not certain which 款 it is.
"""

import re
from dataclasses import dataclass, field

from corpus.clause import Clause, ParsedDocument
from corpus.references.library import Library, title_key
from corpus.references.mention import Mention, Named, Near, Own, Step, Unit
from corpus.references.mentions import find_mentions
from corpus.references.places import Found, first, follow, item, near, only
from corpus.references.reference import Reference, Unresolved
from corpus.references.tree import ClauseTree, Part, Scope
from corpus.structure.labels import LabelKind, leading_label

_AMENDING_TITLE = re.compile(r"修改[^，。]{0,60}的决定|修正案")
_AMENDING = re.compile(r"修改为|修订为|修正为|增加一[条款项]|作为第|删[去除]第")
_ALIAS = re.compile(
    r"《(?P<title>[^《》]+)》(?:[（(](?!以下)[^（）()]*[)）])?\s*[（(,，]?\s*以下(?:统|均)?(?:简)?称为?[:：]?\s*[“\"‘《]*"
    r"(?P<short>[\u4e00-\u9fff]{1,20}?)[》”\"’)）]"
)
_ENVELOPES = ("通知", "公告", "决定", "函", "批复")  # what announces another document
_SENTENCE_END = re.compile(r"[。\n]")


def find_references(parsed: ParsedDocument, clause: Clause, *, library: Library | None = None) -> tuple[Reference, ...]:
    """The references in a clause, in order. ``library`` holds other documents, as ``library_of`` makes it."""
    return _Resolver(parsed, library or {}).references(clause)


def all_references(parsed: ParsedDocument, *, library: Library | None = None) -> tuple[Reference, ...]:
    """The references in all clauses of a document, in reading order."""
    resolver = _Resolver(parsed, library or {})
    return tuple(reference for clause in parsed.clauses for reference in resolver.references(clause))


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a reference points before its numbers: a document (``None`` title: its own) and the scopes in it."""

    title: str | None
    tree: ClauseTree | None
    scopes: tuple[Scope, ...]


@dataclass(slots=True)
class _Context:
    """What the references so far in a clause leave for those after them."""

    mentions: list[Mention] = field(default_factory=list)
    named: Named | None = None  # the document that 该法 means
    based: Mention | None = None  # the last one that says of which document it is
    foreign: set[str] = field(default_factory=set)  # numbers that were asked of another document


class _Resolver:
    """One document's tree and names, built once, and the trees of the other documents, built when asked for."""

    def __init__(self, parsed: ParsedDocument, library: Library) -> None:
        self._tree = ClauseTree(parsed)
        self._library = library
        self._others: dict[str, ClauseTree] = {}
        document = parsed.document
        self._own: dict[str, Scope] = {title_key(document.title): Part.MAIN}
        self._own |= {title_key(piece.path[-1]): piece for piece in self._tree.pieces()}
        self._aliases = _aliases(document.text)
        self._amends = bool(_AMENDING_TITLE.search(document.title))

    def references(self, clause: Clause) -> tuple[Reference, ...]:
        """The references in one clause."""
        context = _Context()
        return tuple(self._reference(m, clause, context) for m in find_mentions(_without_labels(clause.text)))

    def _reference(self, mention: Mention, clause: Clause, context: _Context) -> Reference:
        meant = _with_antecedent(mention, context)
        title, found = self._resolved(meant, clause, context) if meant else (None, Unresolved.NOT_FOUND)
        _remember(meant or mention, title, context)
        text, span = mention.span.of(clause.text), mention.span.shift(clause.span.start)
        if isinstance(found, Unresolved):
            return Reference(text, span, title, mention.path, reason=found)
        return Reference(text, span, title, mention.path, clause_id=found.id)

    def _resolved(self, mention: Mention, clause: Clause, context: _Context) -> tuple[str | None, Found]:
        base, steps = mention.base, mention.steps
        if isinstance(base, Near):
            start = near(self._tree, base, clause, first_line="\n" not in clause.text[: mention.span.start])
            return None, follow(self._tree, start, steps)
        if isinstance(base, Named):
            target = self._named(base, context)
            if target.tree is None:
                return target.title, Unresolved.OTHER_DOCUMENT
            return target.title, _from_top(target.tree, steps, target.scopes)
        if isinstance(base, Own):
            scope = self._called(base.kind, clause)
            return None, scope if isinstance(scope, Unresolved) else _from_top(self._tree, steps, (scope,))
        return None, self._unnamed(mention, clause, context)

    def _unnamed(self, mention: Mention, clause: Clause, context: _Context) -> Found:
        """The clause that numbers without a document name, where they can only be of this document."""
        if self._amends:
            return Unresolved.OTHER_DOCUMENT
        if _AMENDING.search(clause.text) or _is_foreign(mention, clause, context):
            return Unresolved.AMBIGUOUS
        return self._bare(mention.steps, clause)

    def _bare(self, steps: tuple[Step, ...], clause: Clause) -> Found:
        """The clause that numbers name seen from ``clause``: of the same article, chapter or document."""
        tree, unit = self._tree, steps[0].unit
        if unit is Unit.PARAGRAPH:
            article = tree.above(clause, LabelKind.ARTICLE)
            return follow(tree, article, steps) if article else Unresolved.NOT_FOUND
        if unit is Unit.ITEM:
            return follow(tree, item(tree, steps[0], clause), steps[1:])
        if unit is Unit.POINT:
            return follow(tree, near(tree, Near(Unit.ITEM, 0, ""), clause, first_line=True), steps)
        piece = tree.piece(clause)
        scopes: tuple[Scope, ...] = (*tree.line(clause), piece)
        if unit is Unit.ATTACHMENT or (unit is Unit.ARTICLE and not tree.of_kind(LabelKind.ARTICLE, piece)):
            scopes = (*scopes, Part.ALL)
        return follow(tree, first(tree, steps[0], scopes), steps[1:])

    def _called(self, kind: str, clause: Clause) -> Scope | Unresolved:
        """The part of the file that calls itself 本办法, seen from a clause."""
        titles = {title: scope for title, scope in self._own.items() if title.endswith(kind)}
        own = self._tree.piece(clause)
        if own in titles.values() or len(self._own) == 1:
            return own
        if len(titles) == 1:
            return next(iter(titles.values()))
        title = next((t for t, scope in self._own.items() if scope is own), "")
        announces = title.endswith(_ENVELOPES) and kind not in _ENVELOPES
        return Unresolved.AMBIGUOUS if titles or announces else own

    def _named(self, named: Named, context: _Context) -> _Target:
        """The document of a name: this one, one of the library, or none that is known."""
        if not named.names:
            if context.named is None:
                return _Target(named.words, None, ())
            named = context.named
        for name in named.names:
            title = self._aliases.get(title_key(name), name)
            key = title_key(title)
            if key in self._own:
                return _Target(None, self._tree, (self._own[key],))
            if tree := self._other(key):
                pieces = tuple(p for p in tree.pieces() if title_key(p.path[-1]) == key)
                return _Target(title, tree, pieces[:1] if len(pieces) == 1 else (Part.ALL,))
        return _Target(self._aliases.get(title_key(named.names[0]), named.names[0]), None, ())

    def _other(self, key: str) -> ClauseTree | None:
        if key in self._library and key not in self._others:
            self._others[key] = ClauseTree(self._library[key])
        return self._others.get(key)


def _from_top(tree: ClauseTree, steps: tuple[Step, ...], scopes: tuple[Scope, ...]) -> Found:
    """The clause that numbers name, counted from the top of a document."""
    if steps[0].unit is Unit.ATTACHMENT:
        scopes = (Part.ALL,)
    if steps[0].unit < Unit.PARAGRAPH:
        return follow(tree, first(tree, steps[0], scopes), steps[1:])
    if steps[0].unit is not Unit.ITEM:
        return Unresolved.NOT_FOUND
    members = [c for scope in scopes for c in tree.children(scope) if _says(tree, c, steps[0])]
    return follow(tree, only(members), steps[1:])


def _says(tree: ClauseTree, clause: Clause, step: Step) -> bool:
    number = tree.number(clause)
    return number is not None and number.value == step.value and number.kind > LabelKind.PARAGRAPH


def _with_antecedent(mention: Mention, context: _Context) -> Mention | None:
    """``mention``, with what 同条 and 该款 stand for in its place; ``None`` where nothing was named before."""
    if not isinstance(mention.base, Near) or mention.base.back is not None:
        return mention
    unit = mention.base.unit
    for before in reversed(context.mentions):
        steps = tuple(step for step in before.steps if step.unit <= unit)
        if steps and steps[-1].unit is unit:
            return Mention(mention.span, before.base, (*steps, *mention.steps))
        if isinstance(before.base, Near) and before.base.unit is unit:
            return Mention(mention.span, before.base, mention.steps)
    return None


def _remember(mention: Mention, title: str | None, context: _Context) -> None:
    context.mentions.append(mention)
    if isinstance(mention.base, Named) and mention.base.names:
        context.named = mention.base
    if mention.base is not None:
        context.based = mention
    if title is not None:
        context.foreign |= {step.text for step in mention.steps}


def _is_foreign(mention: Mention, clause: Clause, context: _Context) -> bool:
    """Whether a bare number may be one of another document that the clause has named."""
    if mention.steps[0].text in context.foreign:
        return True
    before = context.based
    if before is None or not isinstance(before.base, Named) or not context.foreign:
        return False
    return not _SENTENCE_END.search(clause.text, before.span.end, mention.span.start)


def _without_labels(text: str) -> str:
    """The text with blanks in place of the labels that its lines begin with: they are no references."""
    return "\n".join(_masked(line) for line in text.split("\n"))


def _masked(line: str) -> str:
    label = leading_label(line)
    if label is None or label.kind is LabelKind.HEADING:
        return line
    return " " * label.length + line[label.length :]


def _aliases(text: str) -> dict[str, str]:
    """The short names that a document gives to others: （以下简称《条例》）, by their keys."""
    found: dict[str, set[str]] = {}
    for match in _ALIAS.finditer(text):
        found.setdefault(title_key(match["short"]), set()).add(match["title"])
    return {short: next(iter(titles)) for short, titles in found.items() if len(titles) == 1}
