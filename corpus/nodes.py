"""YAML nodes read as values with the line they stand in, so that a mistake in a hand-written file can be named.

Values are read as written, never through a float: ``0.1`` is exactly 0.1, and ``no`` is the word "no".
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NodeReader(ABC):
    """Reads the nodes of one file. ``offset`` lines stand before the text that was composed."""

    path: Path
    offset: int = 0

    @abstractmethod
    def mistake(self, line: int, message: str) -> Exception:
        """The error that says what is wrong in ``line`` (counted from 1)."""

    def compose(self, text: str) -> Node:
        """The root node of a YAML text.

        Raises:
            what ``mistake`` makes: not YAML, or empty.
        """
        try:
            node = yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as exc:
            mark = exc.problem_mark or exc.context_mark
            line = self.offset + (mark.line + 1 if mark else 1)
            raise self.mistake(line, f"不是合格的 YAML（{exc.problem}）；请检查缩进、引号和括号") from exc
        except yaml.YAMLError as exc:
            raise self.mistake(self.offset + 1, f"不是合格的 YAML（{exc}）；请检查文件内容") from exc
        if not isinstance(node, Node):
            raise self.mistake(self.offset + 1, "文件是空的")
        return node

    def mapping(self, node: Node, known: frozenset[str] | set[str]) -> dict[str, Node]:
        """The fields of a mapping, whose keys are among ``known`` and stand once."""
        if not isinstance(node, MappingNode):
            raise self.error(node, f"这里应当是“键: 值”的形式，可用的键有 {'、'.join(sorted(known))}")
        fields: dict[str, Node] = {}
        for key_node, value in node.value:
            key = self.text(key_node)
            if key not in known:
                raise self.error(key_node, f"不认识的键“{key}”；可用的键有 {'、'.join(sorted(known))}")
            if key in fields:
                raise self.error(key_node, f"键“{key}”写了两次；请删去一个")
            fields[key] = value
        return fields

    def required(self, fields: dict[str, Node], key: str, node: Node) -> Node:
        """The field ``key``, which must be there."""
        if key not in fields:
            raise self.error(node, f"缺少 {key}；请补上")
        return fields[key]

    def each(self, fields: dict[str, Node], key: str, read: Callable[[Node], T]) -> tuple[T, ...]:
        """The items of the list in field ``key``, each read; none where the field is not there."""
        return tuple(read(n) for n in self.items(fields[key])) if key in fields else ()

    def items(self, node: Node) -> list[Node]:
        """The nodes of a list."""
        if not isinstance(node, SequenceNode):
            raise self.error(node, "这里应当是列表；请写成 [..] 或每行以“- ”开头")
        return list(node.value)

    def choice(self, node: Node, allowed: tuple[str, ...]) -> str:
        """A text that is one of ``allowed``."""
        text = self.text(node)
        if text not in allowed:
            raise self.error(node, f"“{text}”不是可用的值；请用 {'、'.join(allowed)} 之一")
        return text

    def decimal(self, node: Node) -> Decimal:
        """A finite number, exactly as written."""
        text = self.text(node)
        try:
            value = Decimal(text)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite():
            raise self.error(node, f'“{text}”不是数；请写基本单位下的数，例如五百万元写 "5000000"')
        return value

    def text(self, node: Node) -> str:
        """A text that is not empty, without the blanks around it."""
        if not isinstance(node, ScalarNode) or not node.value.strip():
            raise self.error(node, "这里应当是文字，不能空着")
        return str(node.value).strip()

    def optional(self, fields: dict[str, Node], key: str) -> str:
        """The text of field ``key``; empty where the field is not there, is empty or is ``null``."""
        node = fields.get(key)
        if node is None or (isinstance(node, ScalarNode) and (node.tag.endswith(":null") or not node.value.strip())):
            return ""
        return self.text(node)

    def line(self, node: Node) -> int:
        """The line of the file in which a node stands, counted from 1."""
        return self.offset + int(node.start_mark.line) + 1

    def error(self, node: Node, message: str) -> Exception:
        """The error that says what is wrong with a node."""
        return self.mistake(self.line(node), message)
