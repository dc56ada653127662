"""What an import changes of stored incidents, field by field and in words, and how many open ones it ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.imports import ChangedField, Question
from desktop_app.domain.incidents import Exclusion, PauseReason, ReleaseRelated, Status
from desktop_app.domain.language import ngettext, number
from desktop_app.exchange.mapping.compared import CHANGED
from desktop_app.exchange.mapping.days_told import long_form

_SHOWN: Final = 1_000
_LONGEST: Final = 200
_STAMPS: Final = ("opened_at", "acknowledged_at", "restored_at", "resolved_at", "closed_at")
_FIELDS: Final = (
    "title", "classification", "status", "pause_reason", "team", "system", "system_error", *_STAMPS,
    "release_related", "exclusion", "reopens",
)  # fmt: skip
_LABELS: Final[Mapping[str, Callable[[int], str]]] = {
    "classification": lambda code: Classification(code).label,
    "status": lambda code: Status(code).label,
    "pause_reason": lambda code: PauseReason(code).label if code else "",
    "release_related": lambda code: ReleaseRelated(code).label,
    "exclusion": lambda code: Exclusion(code).label,
    "reopens": number,
}
_OTHERS: Final = "extra"
_MANY_SHARE: Final = 0.2
_MANY: Final = 10
_ALL: Final = 3


def changes(
    incidents: pl.DataFrame, stored: pl.DataFrame, zone: str
) -> tuple[tuple[ChangedField, ...], dict[str, int]]:
    """The first 1,000 changes in the file's order, and how many incidents change in each field.

    Incidents of which no field differs count under "extra": their history or their extra fields are others.
    """
    both = _both(incidents, stored)
    if not both.height:
        return (), {}
    flags = both.select(pl.col(name).ne_missing(pl.col(f"{name}_stored")).alias(name) for name in _FIELDS)
    counts = {name: int(flags[name].sum()) for name in _FIELDS}
    counts[_OTHERS] = int((~flags.select(pl.any_horizontal(pl.all())).to_series()).sum())
    touched = flags.select(pl.any_horizontal(pl.all())).to_series()
    some = pl.concat([both, flags.rename({name: f"{name}_differs" for name in _FIELDS})], how="horizontal")
    place, told = ZoneInfo(zone), []
    for row in some.filter(touched).head(_SHOWN).iter_rows(named=True):
        told += [
            ChangedField(row["ticket"], name, _said(name, row[f"{name}_stored"], place), _said(name, row[name], place))
            for name in _FIELDS
            if row[f"{name}_differs"]
        ]
    return tuple(told[:_SHOWN]), {name: n for name, n in counts.items() if n}


def _both(incidents: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    changed = incidents.filter(pl.col("action") == CHANGED).with_columns(pl.col("title").fill_null(""))
    known = stored.with_columns(pl.col("title").fill_null("")).drop("ticket")
    return changed.join(known, on="incident_id", how="inner", suffix="_stored", maintain_order="left")


def _said(name: str, value: Any, zone: ZoneInfo) -> str:
    if value is None:
        return ""
    if name in _STAMPS:
        return long_form(datetime.fromtimestamp(value, zone))
    if name in _LABELS:
        return _LABELS[name](value)
    return str(value)[:_LONGEST]


def open_ended(incidents: pl.DataFrame, stored: pl.DataFrame, tickets: pl.DataFrame) -> int:
    """How many open incidents of the workspace the file ends or leaves out of the measures."""
    both = _both(incidents, stored)
    if not both.height:
        return 0
    live = tickets.filter(pl.col("open"))["incident_id"]
    was_open = (pl.col("status_stored") < int(Status.RESOLVED)) & (pl.col("exclusion_stored") == int(Exclusion.NONE))
    ends = (pl.col("status") >= int(Status.RESOLVED)) | (pl.col("exclusion") != int(Exclusion.NONE))
    return int(both.select((pl.col("incident_id").is_in(live.implode()) & was_open & ends).sum()).item())


def many_ends(ended: int, open_now: int, column: str) -> list[Question]:
    """The question of a file that ends more than a fifth of what is open.

    Fewer than ten ends are a day's work and are not asked about, unless they are all that is open, three at least.
    """
    of_all = _ALL <= open_now <= ended
    if not of_all and (ended < _MANY or ended <= _MANY_SHARE * open_now):
        return []
    text = ngettext(
        "This file ends {n} of the {all} open incident. Is it the right file?",
        "This file ends {n} of the {all} open incidents. Is it the right file?",
        open_now,
    )
    return [Question("many_ends_agreed", column, text.format(n=number(ended), all=number(open_now)), ("yes",))]
