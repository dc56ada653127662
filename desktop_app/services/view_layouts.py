"""How a list of incidents is laid out: columns, their order and widths, and the sort. Kept with a saved view."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from desktop_app.services.incident_lists import COLUMNS

ALWAYS: Final = "ticket"
NARROWEST, WIDEST = 24, 4_000  # pixels of a column at the base text size


@dataclass(frozen=True, slots=True)
class Arrangement:
    """``order`` holds every column; ``shown`` and ``widths`` (pixels) only what somebody chose by hand."""

    order: tuple[str, ...] = COLUMNS
    shown: Mapping[str, bool] = field(default_factory=dict)
    widths: Mapping[str, int] = field(default_factory=dict)

    def to_data(self) -> dict[str, Any]:
        return {"order": list(self.order), "shown": dict(self.shown), "widths": dict(self.widths)}

    @classmethod
    def from_data(cls, data: object) -> Arrangement:
        """What was kept, as far as it fits today's columns; what cannot be read counts as nothing."""
        try:
            order = [key for key in data.get("order", []) if key in COLUMNS]  # type: ignore[attr-defined]
            widths = {k: int(w) for k, w in data.get("widths", {}).items() if k in COLUMNS}  # type: ignore[attr-defined]
            shown = {k: bool(s) for k, s in data.get("shown", {}).items() if k in COLUMNS}  # type: ignore[attr-defined]
        except (ValueError, TypeError, AttributeError):
            return cls()
        return cls(
            tuple(dict.fromkeys([*order, *COLUMNS])),
            {key: value for key, value in shown.items() if key != ALWAYS},
            {key: width for key, width in widths.items() if NARROWEST <= width < WIDEST},
        )


@dataclass(frozen=True, slots=True)
class ViewLayout:
    """``arrangement`` None leaves the user's own columns; an empty ``sort`` the order that the view has by itself."""

    arrangement: Arrangement | None = None
    sort: str = ""
    descending: bool = False

    def to_json(self) -> str:
        columns = self.arrangement.to_data() if self.arrangement else None
        return json.dumps({"columns": columns, "sort": self.sort, "descending": self.descending})

    @classmethod
    def from_json(cls, text: str | None) -> ViewLayout:
        """Read what ``to_json`` wrote; what cannot be read counts as no layout."""
        try:
            data = json.loads(text or "{}")
        except ValueError:
            return cls()
        if not isinstance(data, dict):
            return cls()
        columns, sort = data.get("columns"), data.get("sort")
        arrangement = Arrangement.from_data(columns) if isinstance(columns, dict) else None
        if sort not in COLUMNS:
            return cls(arrangement)
        return cls(arrangement, str(sort), bool(data.get("descending")))


UNCHOSEN: Final = ViewLayout()
"""Of a view for which nobody chose anything."""
