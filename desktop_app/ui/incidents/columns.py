"""Which columns the table shows, in which order and how wide; kept between two starts of the program.

Widths are pixels at the base text size. A narrow table gives up columns that the user has not asked for by hand.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from desktop_app.domain.language import _
from desktop_app.services.incident_lists import COLUMNS
from desktop_app.services.view_layouts import ALWAYS, NARROWEST, WIDEST, Arrangement

KEY = "incidents/columns"


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
            Column("acknowledged", _("Acknowledged"), 146, 130, shown=False, gives_way=6),
            Column("restored", _("Restored"), 146, 130, shown=False, gives_way=6),
            Column("resolved", _("Resolved"), 146, 130, shown=False, gives_way=6),
            Column("closed", _("Closed"), 146, 130, shown=False, gives_way=6),
            Column("repair", _("Repair time"), 112, 96, shown=False, gives_way=5),
            Column("waiting", _("Waiting"), 92, 80, shown=False, gives_way=6),
            Column("age", _("Age"), 80, 72, shown=False, gives_way=5),
            Column("release", _("Release-related"), 124, 110, shown=False, gives_way=6),
            Column("reopens", _("Reopens"), 92, 80, shown=False, gives_way=7),
            Column("fix", _("Fix"), 176, 110, shown=False, gives_way=6),
            Column("source", _("Source"), 120, 90, shown=False, gives_way=7),
        )
    }
    return tuple(made[key] for key in COLUMNS)


@dataclass(frozen=True, slots=True)
class Placed:
    """A column as the table shows it, ``width`` in pixels."""

    key: str
    width: int


class ColumnChoice:
    """The user's own columns, or those of a view that has its own. Changes of the user's own are remembered at once."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.columns = {column.key: column for column in all_columns()}
        self._own = self._recall()
        self._of_views: dict[int, Arrangement] = {}
        self._view = 0  # whose columns are shown; 0 are the user's own

    @property
    def arrangement(self) -> Arrangement:
        """What is shown now."""
        return self._of_views.get(self._view, self._own)

    @property
    def order(self) -> tuple[str, ...]:
        return self.arrangement.order

    def lend(self, view_id: int, arrangement: Arrangement | None) -> bool:
        """Show a view's columns, as they were left when it was shown before; None is the user's own.

        Gives whether anything is different now.
        """
        before, self._view = self.arrangement, view_id if arrangement is not None else 0
        if arrangement is not None:
            self._of_views.setdefault(view_id, arrangement)
        return self.arrangement != before

    def forget(self, view_id: int) -> None:
        """Take a view's columns as they are stored the next time."""
        self._of_views.pop(view_id, None)

    def is_shown(self, key: str) -> bool:
        return self.arrangement.shown.get(key, self.columns[key].shown)

    def show(self, key: str, shown: bool) -> None:
        if key != ALWAYS:
            self._change(shown={**self.arrangement.shown, key: shown})

    def reorder(self, visible: Sequence[str]) -> None:
        """Take over the order of the visible columns; hidden ones stay behind the column they followed."""
        order = list(self.order)
        places = [place for place, key in enumerate(order) if key in visible]
        for place, key in zip(places, visible, strict=True):
            order[place] = key
        self._change(order=tuple(order))

    def resize(self, key: str, width: int) -> None:
        self._change(widths={**self.arrangement.widths, key: max(NARROWEST, min(width, WIDEST - 1))})

    def fit(self, key: str) -> None:
        """Leave a column's width to the table again."""
        self._change(widths={k: w for k, w in self.arrangement.widths.items() if k != key})

    def reset(self) -> None:
        self._change(order=COLUMNS, shown={}, widths={})

    def placed(
        self, available: int, needed: Mapping[str, int], scale: float = 1.0, empty: Collection[str] = ()
    ) -> tuple[Placed, ...]:
        """The columns that fit into ``available`` pixels, from left to right; ``needed`` is what each head takes.

        ``empty`` columns have nothing to say. A column the user asked for is never dropped: the table scrolls instead.
        """
        chosen, fixed = self.arrangement.shown, self.arrangement.widths
        keys = [key for key in self.order if self.is_shown(key) and (key in chosen or key not in empty)]
        least = {key: max(round(self.columns[key].least * scale), needed.get(key, 0)) for key in keys}
        least |= {key: width for key, width in fixed.items() if key in least}
        for key in sorted(keys, key=lambda k: -self.columns[k].gives_way):
            gives_way = self.columns[key].gives_way > 0 and key not in chosen
            if gives_way and sum(least[k] for k in keys) > available:
                keys.remove(key)
        widths = {key: least[key] for key in keys}
        self._widen(widths, available, scale)
        return tuple(Placed(key, widths[key]) for key in keys)

    def _widen(self, widths: dict[str, int], available: int, scale: float) -> None:
        """Share what is left: each group in turn up to its own width, the rest to those that grow."""
        free = [key for key in widths if key not in self.arrangement.widths]
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

    def _change(self, **parts: Any) -> None:
        changed = replace(self.arrangement, **parts)
        if self._view:
            self._of_views[self._view] = changed
            return
        self._own = changed
        self._memory.write(KEY, json.dumps(changed.to_data()))

    def _recall(self) -> Arrangement:
        """What was kept as far as it fits today's columns; a note that cannot be read counts as none."""
        try:
            return Arrangement.from_data(json.loads(self._memory.read(KEY) or "{}"))
        except ValueError:
            return Arrangement()
