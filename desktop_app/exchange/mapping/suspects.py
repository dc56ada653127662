"""Incidents that may have been logged twice: the same rare title and place within minutes, under another ticket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import polars as pl

from desktop_app.domain.imports import Suspect
from desktop_app.domain.incidents import Exclusion
from desktop_app.domain.language import _, ngettext, number
from desktop_app.exchange.mapping.compared import NEW

_WITHIN: Final = 15 * 60  # seconds between the two openings
_RARE: Final = 3  # a title that stands more often is a kind of incident, and no sign of a second ticket
_SHOWN: Final = 1_000
_WANTED: Final = ("row", "ticket", "title", "system", "team", "opened_at", "action")


def suspects(
    incidents: pl.DataFrame, source: str, alike: Callable[[int, int], pl.DataFrame]
) -> tuple[pl.DataFrame, tuple[Suspect, ...]]:
    """``row``, ``ticket`` and ``other`` of all that were found, and the first 1,000 in words.

    ``incidents`` has ``plan.INCIDENTS``; ``alike`` asks the workspace, against which new ones are held.
    """
    usable = (pl.col("exclusion") == int(Exclusion.NONE)) & pl.col("title").is_not_null()
    titled = incidents.filter(usable).select(*_WANTED, key=_key("title"))
    found = pl.concat([_within(titled), _stored(titled, source, alike)]).unique("row", keep="first").sort("row")
    return found, tuple(_told(row) for row in found.head(_SHOWN).iter_rows(named=True))


def _key(title: str) -> pl.Expr:
    """A title without case as a number: a million of them are compared in no time."""
    return pl.col(title).str.to_lowercase().str.strip_chars().hash()


def _rare(titled: pl.DataFrame) -> pl.DataFrame:
    return titled.filter(pl.len().over("key") <= _RARE)


def _within(titled: pl.DataFrame) -> pl.DataFrame:
    """Neighbours in time of one title within the file, at least one of them new."""
    some = _rare(titled.filter(titled["key"].is_duplicated())).sort("key", "opened_at", "row")
    before = some.select(pl.all().shift().name.suffix("_before"))
    pairs = pl.concat([some, before], how="horizontal").filter(
        (pl.col("key") == pl.col("key_before"))
        & (pl.col("opened_at") - pl.col("opened_at_before") <= _WITHIN)
        & (pl.col("ticket") != pl.col("ticket_before"))
        & ((pl.col("action") == NEW) | (pl.col("action_before") == NEW))
        & _same_place()
    )
    gap = (pl.col("opened_at") - pl.col("opened_at_before")).cast(pl.Int64)
    return pairs.select("row", "ticket", other="ticket_before", gap=gap, source=pl.lit(""))


def _same_place() -> pl.Expr:
    """The same system or the same team, or neither known of either."""
    equal = [pl.col(name) == pl.col(f"{name}_before") for name in ("system", "team")]
    unknown = pl.all_horizontal(pl.col(name).is_null() for name in ("system", "team", "system_before", "team_before"))
    return pl.any_horizontal(*(each.fill_null(value=False) for each in equal), unknown)


def _stored(titled: pl.DataFrame, source: str, alike: Callable[[int, int], pl.DataFrame]) -> pl.DataFrame:
    """New incidents of the file beside what the workspace holds already."""
    fresh = titled.filter(pl.col("action") == NEW)
    none = pl.DataFrame(
        schema={"row": pl.UInt32, "ticket": pl.String, "other": pl.String, "gap": pl.Int64, "source": pl.String}
    )
    if not fresh.height:
        return none
    first, last = fresh["opened_at"].min(), fresh["opened_at"].max()
    held = alike(int(first) - _WITHIN, int(last) + _WITHIN)  # type: ignore[arg-type]
    if not held.height:
        return none
    ours = _rare(held.filter(pl.col("title") != "").with_columns(key=_key("title")))
    alike_ones = titled.filter(titled["key"].is_in(ours["key"].implode()))
    pairs = (
        _rare(alike_ones)
        .filter(pl.col("action") == NEW)
        .join(ours, on="key", how="inner", suffix="_held")
        .with_columns(gap=(pl.col("opened_at") - pl.col("opened_at_held")).abs().cast(pl.Int64))
    )
    other = (pl.col("ticket") != pl.col("ticket_held")) | (pl.col("source") != source)
    told = pl.when(pl.col("source") == source).then(pl.lit("")).otherwise("source")
    return (
        pairs.filter((pl.col("gap") <= _WITHIN) & other)
        .sort("row", "gap")
        .select("row", "ticket", other="ticket_held", gap="gap", source=told)
    )


def _told(row: dict[str, object]) -> Suspect:
    minutes = int(row["gap"]) // 60  # type: ignore[call-overload]
    text = ngettext("same title, opened {n} minute apart", "same title, opened {n} minutes apart", minutes)
    reason = text.format(n=number(minutes))
    if row["source"]:
        reason = _("{reason}, in {source}").format(reason=reason, source=row["source"])
    return Suspect(int(row["row"]), str(row["ticket"]), str(row["other"]), reason)  # type: ignore[call-overload]


def note(found: pl.DataFrame) -> list[str]:
    if not found.height:
        return []
    text = ngettext(
        "{n} incident may be there twice: the same title within minutes, under another ticket.",
        "{n} incidents may be there twice: the same title within minutes, under another ticket.",
        found.height,
    )
    return [text.format(n=number(found.height))]
