"""The parts of a Word document beside its text: styles, automatic numbers, footnotes and endnotes."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.readers.numbering import W

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says, its ancestors' word included."""

    level: int | None = None
    list_id: str = ""
    depth: int = 0
    contents: bool = False


def numbering_root(part: object) -> "BaseOxmlElement | None":
    """The root of the numbering part that a document part refers to."""
    for relation in getattr(part, "rels", {}).values():
        if relation.reltype.endswith("/numbering"):
            element: BaseOxmlElement = relation.target_part.element
            return element
    return None


def notes(part: object) -> dict[tuple[str, str], "BaseOxmlElement"]:
    """The footnotes and endnotes that a document part refers to, by kind (``footnote``) and id, separators left out."""
    from docx.oxml.parser import parse_xml

    found = dict[tuple[str, str], "BaseOxmlElement"]()
    for relation in getattr(part, "rels", {}).values():
        kind = relation.reltype.rpartition("/")[2].removesuffix("s")
        if kind in ("footnote", "endnote") and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            found.update(
                ((kind, note.get(f"{W}id") or ""), note)
                for note in root.findall(f"{W}{kind}")
                if not note.get(f"{W}type")
            )
    return found


def styles(root: "BaseOxmlElement") -> dict[str, Style]:
    """The paragraph styles by id. A style without a word of its own takes its ancestors'."""
    elements = {element.get(f"{W}styleId") or "": element for element in root.findall(f"{W}style")}

    def resolve(style_id: str, depth: int = 0) -> Style:
        element = elements.get(style_id)
        if element is None or depth > 20:  # styles may be based on each other in a circle
            return Style()
        base = element.find(f"{W}basedOn")
        inherited = resolve(base.get(f"{W}val") or "", depth + 1) if base is not None else Style()
        name_element = element.find(f"{W}name")
        name = (name_element.get(f"{W}val") or "").lower() if name_element is not None else ""
        heading = re.fullmatch(r"(?:heading|标题) ?([1-9])", name)
        list_id, level = list_of(element.find(f"{W}pPr"))
        return Style(
            level=int(heading[1]) if heading else 1 if name in ("title", "标题") else inherited.level,
            list_id=list_id or inherited.list_id,
            depth=level if list_id or level else inherited.depth,
            contents=name.startswith(("toc ", "目录")) or inherited.contents,
        )

    return {style_id: resolve(style_id) for style_id in elements}


def list_of(properties: "BaseOxmlElement | None") -> tuple[str, int]:
    """The list and level that paragraph properties name; an empty list where they name none."""
    numbers = properties.find(f"{W}numPr") if properties is not None else None
    if numbers is None:
        return "", 0
    list_id, level = numbers.find(f"{W}numId"), numbers.find(f"{W}ilvl")
    depth = (level.get(f"{W}val") or "0") if level is not None else "0"
    return (list_id.get(f"{W}val") or "") if list_id is not None else "", int(depth) if depth.isdecimal() else 0
