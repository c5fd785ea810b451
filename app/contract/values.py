"""The JSON of single values: decimals are plain strings in base units, dates are ISO 8601, what is unknown is ``null``."""

from datetime import date
from decimal import Decimal

from corpus import Quantity
from corpus.quantities.quantity import plain

Json = dict[str, object]


def decimal_json(value: Decimal | None) -> str | None:
    """A decimal without an exponent: ``"8000000"``."""
    return None if value is None else plain(value)


def day_json(value: date | None) -> str | None:
    """A day: ``"2026-03-01"``."""
    return None if value is None else value.isoformat()


def quantity_json(quantity: Quantity) -> Json:
    """A figure; ``start`` and ``end`` point into the document's canonical text."""
    return {
        "raw": quantity.raw,
        "kind": str(quantity.kind),
        "bound": str(quantity.bound),
        "low": decimal_json(quantity.low),
        "high": decimal_json(quantity.high),
        "unit": quantity.unit,
        "subject": quantity.subject,
        "start": quantity.span.start,
        "end": quantity.span.end,
    }


def error_json(code: str, message: str) -> Json:
    """The one shape of an error over HTTP: a stable code for programs, a sentence for people."""
    return {"error": {"code": code, "message": message}}
