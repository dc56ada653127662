"""Which columns the table shows, in which order and how wide; kept between two starts of the program.

Widths are pixels at the base text size. A narrow table gives up columns that the user has not asked for by hand.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop_app.domain.language import _
from desktop_app.services.incident_lists import COLUMNS

KEY = "incidents/columns"
ALWAYS = "ticket"


class Memory(Protocol):
    """Where small things are remembered, such as a QSettings behind two functions; an unknown key reads empty."""

    def read(self, key: str) -> str: ...

    def write(self, key: str, text: str) -> None: ...


class ShortMemory:
    """Remembers until the program ends."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def read(self, key: str) -> str:
        return self._kept.get(key, "")

    def write(self, key: str, text: str) -> None:
        self._kept[key] = text


@dataclass(frozen=True, slots=True)
class Column:
    """``gives_way`` orders what a narrow table drops, the highest first; 0 stays. ``grows`` takes what is left over."""

    key: str
    title: str
    width: int
    least: int
    shown: bool = True
    grows: bool = False
    gives_way: int = 0


def all_columns() -> tuple[Column, ...]:
    """Every column in the order of the model."""
    made = {
        c.key: c
        for c in (
            Column("ticket", _("Incident"), 116, 100),
            Column("title", _("Title"), 220, 140, grows=True),
            Column("system_error", _("System error"), 160, 140, grows=True, gives_way=3),
            Column("classification", _("Classification"), 116, 104),
            Column("status", _("Status"), 150, 132),
            Column("team", _("Team"), 140, 108, gives_way=2),
            Column("system", _("System"), 130, 100, shown=False, gives_way=4),
            Column("opened", _("Opened"), 146, 92, gives_way=1),
            Column("goal", _("Goal"), 116, 106),
            Column("route", _("Route"), 130, 106, shown=False, gives_way=5),
        )
    }
    return tuple(made[key] for key in COLUMNS)


@dataclass(frozen=True, slots=True)
class Placed:
    """A column as the table shows it, ``width`` in pixels."""

    key: str
    width: int


class ColumnChoice:
    """The user's columns. Every change is remembered at once."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.columns = {column.key: column for column in all_columns()}
        self._order = list(self.columns)
        self._widths: dict[str, int] = {}
        self._shown: dict[str, bool] = {}
        self._recall()

    @property
    def order(self) -> tuple[str, ...]:
        return tuple(self._order)

    def is_shown(self, key: str) -> bool:
        return self._shown.get(key, self.columns[key].shown)

    def show(self, key: str, shown: bool) -> None:
        if key != ALWAYS:
            self._shown[key] = shown
            self._remember()

    def reorder(self, visible: Sequence[str]) -> None:
        """Take over the order of the visible columns; hidden ones stay behind the column they followed."""
        places = [place for place, key in enumerate(self._order) if key in visible]
        for place, key in zip(places, visible, strict=True):
            self._order[place] = key
        self._remember()

    def resize(self, key: str, width: int) -> None:
        self._widths[key] = width
        self._remember()

    def reset(self) -> None:
        self._order, self._widths, self._shown = list(self.columns), {}, {}
        self._remember()

    def placed(
        self, available: int, needed: Mapping[str, int], scale: float = 1.0, empty: Collection[str] = ()
    ) -> tuple[Placed, ...]:
        """The columns that fit into ``available`` pixels, from left to right; ``needed`` is what each head takes.

        ``empty`` columns have nothing to say. A column the user asked for is never dropped: the table scrolls instead.
        """
        keys = [key for key in self._order if self.is_shown(key) and (key in self._shown or key not in empty)]
        least = {key: max(round(self.columns[key].least * scale), needed.get(key, 0)) for key in keys}
        least |= {key: width for key, width in self._widths.items() if key in least}
        for key in sorted(keys, key=lambda k: -self.columns[k].gives_way):
            gives_way = self.columns[key].gives_way > 0 and key not in self._shown
            if gives_way and sum(least[k] for k in keys) > available:
                keys.remove(key)
        widths = {key: least[key] for key in keys}
        self._widen(widths, available, scale)
        return tuple(Placed(key, widths[key]) for key in keys)

    def _widen(self, widths: dict[str, int], available: int, scale: float) -> None:
        """Share what is left: each group in turn up to its own width, the rest to those that grow."""
        free = [key for key in widths if key not in self._widths]
        growing = [key for key in free if self.columns[key].grows]
        days = [key for key in free if key == "opened"]  # before the others: it gets its time of day back
        for keys in (growing, days, [key for key in free if key not in growing + days]):
            wishes = {key: max(0, round(self.columns[key].width * scale) - widths[key]) for key in keys}
            spare, wished = max(0, available - sum(widths.values())), sum(wishes.values())
            for key, wish in wishes.items():
                widths[key] += wish if wished <= spare else wish * spare // wished
        spare = max(0, available - sum(widths.values()))
        for place, key in enumerate(growing):
            widths[key] += spare * (place + 1) // len(growing) - spare * place // len(growing)

    def _remember(self) -> None:
        kept = {"order": self._order, "widths": self._widths, "shown": self._shown}
        self._memory.write(KEY, json.dumps(kept))

    def _recall(self) -> None:
        """Take what was kept as far as it fits today's columns; a note that cannot be read counts as none."""
        try:
            kept = json.loads(self._memory.read(KEY) or "{}")
            order = [key for key in kept.get("order", []) if key in self.columns]
            widths = {k: int(w) for k, w in kept.get("widths", {}).items() if k in self.columns and 24 <= int(w) < 4000}
            shown = {k: bool(s) for k, s in kept.get("shown", {}).items() if k in self.columns and k != ALWAYS}
        except (ValueError, TypeError, AttributeError):
            return
        self._order = [*dict.fromkeys(order), *(key for key in self.columns if key not in order)]
        self._widths, self._shown = widths, shown
