"""A monthly sheet as it was handed out: the page as data, and how each incident stood that it counted.

Both are kept as text, so that an issue outlives what the workspace holds later. There is no person in it.
"""

from __future__ import annotations

import base64
import json
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from desktop_app.domain.errors import Refused
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.domain.monthly_sheet import Sheet

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Counted:
    """Those due in the month as they stood: one entry each, ids ascending, the rest as in the frame."""

    ids: Sequence[int]
    classifications: Sequence[int]
    outcomes: Sequence[int]
    reopens: Sequence[int]


@dataclass(frozen=True, slots=True)
class Held:
    """What the workspace held when a sheet was issued: its newest incident, and up to when it knew.

    ``newest`` is the highest id of an incident, 0 for none; ``as_of`` tells by source up to which instant it was read,
    ``now`` is the instant of the issue. Both are UTC seconds.
    """

    newest: int
    as_of: Mapping[int, int]
    now: int


@dataclass(frozen=True, slots=True)
class IssuedSheet:
    """``issued_at`` in UTC seconds; ``goals`` are the labels of the targets that held, by classification's key."""

    id: int
    month: date
    number: int
    issued_at: int
    filter: IncidentFilter
    sheet: Sheet
    goals: Mapping[str, str]
    counted: Counted
    held: Held
    changed_in: int = 0


def facts(sheet: Sheet, goals: Mapping[str, str], counted: Counted, held: Held) -> str:
    """What is kept of an issue beside month, number, time and filter, as JSON."""
    kept = {
        "version": VERSION,
        "sheet": asdict(sheet),
        "goals": dict(goals),
        "counted": _packed(counted),
        "held": {"newest": held.newest, "as_of": dict(held.as_of), "now": held.now},
    }
    return json.dumps(kept, ensure_ascii=False, default=_plain, separators=(",", ":"))


def read_facts(text: str) -> tuple[Sheet, Mapping[str, str], Counted, Held]:
    """The way back. Raises Refused for what another version wrote."""
    try:
        kept = json.loads(text)
        if kept["version"] != VERSION:
            raise ValueError
        return (
            _made(Sheet, kept["sheet"]),
            {str(k): str(v) for k, v in kept["goals"].items()},
            _unpacked(kept["counted"]),
            _held(kept["held"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, zlib.error):
        raise Refused(_("An issued sheet was written by another version and cannot be read.")) from None


def _packed(counted: Counted) -> str:
    """Ids as steps, then one array after the other, squeezed: about two bytes an incident."""
    steps = [b - a for a, b in zip((0, *counted.ids), counted.ids, strict=False)]
    columns = (steps, counted.classifications, counted.outcomes, counted.reopens)
    parts = [array("q", column).tobytes() for column in columns]
    return base64.b64encode(zlib.compress(b"".join(parts), 9)).decode()


def _unpacked(text: str) -> Counted:
    held = array("q")
    held.frombytes(zlib.decompress(base64.b64decode(text)))
    size = len(held) // 4
    steps, *others = (held[place * size : (place + 1) * size].tolist() for place in range(4))
    ids, at = [], 0
    for step in steps:
        at += step
        ids.append(at)
    return Counted(ids, *others)


def _held(kept: Mapping[str, Any]) -> Held:
    as_of = {int(source): int(instant) for source, instant in kept["as_of"].items()}
    return Held(int(kept["newest"]), as_of, int(kept["now"]))


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be kept")


def _made(kind: Any, value: Any) -> Any:
    """The value that JSON was made from, by its declared type."""
    if get_origin(kind) in (Union, UnionType):
        return None if value is None else _made(next(a for a in get_args(kind) if a is not type(None)), value)
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        kinds = [inner[0]] * len(value) if inner[1:] == (...,) else list(inner)
        return tuple(_made(each, item) for each, item in zip(kinds, value, strict=True))
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        kept = (f.name for f in fields(kind) if f.name in value)  # what was not told yet has its default
        return kind(**{name: _made(hints[name], value[name]) for name in kept})
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is float and isinstance(value, int):
        return float(value)
    if not isinstance(value, kind):
        raise TypeError
    return value
