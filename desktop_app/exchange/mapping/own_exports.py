"""A table of incidents that we exported ourselves, on its way back: told by the title of its last column but the words.

Its titles, labels, zone and sources are known, so nothing is guessed. An incident of it is found again by its source
and ticket; where every cell says what is stored, nothing changes, and where one differs, only what it says does:
columns that the table lacks stay as they are, and so does the life of an incident whose times, status and team are the
same. Columns that are worked out (goal, route, hours) are not stored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.imports import Field, ImportAnswers, Meaning, Policy
from desktop_app.domain.incidents import Exclusion, Fix, PauseReason, ReleaseRelated, Status, status_label
from desktop_app.exchange.exports import FORMULA_STARTS
from desktop_app.exchange.mapping import compared as comparing
from desktop_app.exchange.mapping.compared import CHANGED, NEW, SAME, Compared
from desktop_app.exchange.mapping.held import FACTS, FURTHER, Held
from desktop_app.exchange.own_titles import MARK, titles, zone_of
from desktop_app.exchange.reader.reading import RawTable
from desktop_app.exchange.reader.shape import ROW

if TYPE_CHECKING:
    from desktop_app.exchange.mapping.plan import ImportPlan

TOOL: Final = MARK
_FIELDS: Final[Mapping[str, Field]] = {
    "ticket": Field.TICKET, "title": Field.TITLE, "system_error": Field.SYSTEM_ERROR,
    "classification": Field.PRIORITY, "status": Field.STATE, "team": Field.TEAM, "system": Field.SYSTEM,
    "opened": Field.OPENED, "acknowledged": Field.ACKNOWLEDGED, "restored": Field.RESTORED,
    "resolved": Field.RESOLVED, "closed": Field.CLOSED, "reopens": Field.REOPENS,
}  # fmt: skip
_TOLD: Final[Mapping[str, tuple[str, ...]]] = {  # what each column of ours says of an incident
    "title": ("title",), "system_error": ("system_error",), "classification": ("classification",),
    "status": ("status", "pause_reason"), "team": ("team",), "system": ("system",), "opened": ("opened_at",),
    "acknowledged": ("acknowledged_at",), "restored": ("restored_at",), "resolved": ("resolved_at",),
    "closed": ("closed_at",), "release": ("release_related",), "reopens": ("reopens",), "exclusion": ("exclusion",),
    "fix": ("fix",), "workaround": ("workaround",), "fix_note": ("fix_note",),
}  # fmt: skip
_LIFE: Final = ("opened_at", "resolved_at", "status", "pause_reason", "team")
_ONLY_OURS: Final = ("fix", "workaround", "fix_note")
_TEXTS: Final = ("title", "workaround", "fix_note")
_CODED: Final[tuple[tuple[str, type[Fix | ReleaseRelated | Exclusion], str], ...]] = (
    ("fix", Fix, "fix"), ("release", ReleaseRelated, "release_related"), ("exclusion", Exclusion, "exclusion"),
)  # fmt: skip


@dataclass(frozen=True)
class OwnExport:
    """``raw`` has the columns that can be mapped; ``ours`` all of ours by key, a row each; ``zone`` is the file's."""

    raw: RawTable
    ours: pl.DataFrame
    zone: str

    def answered(self, answers: ImportAnswers) -> ImportAnswers:
        """The answers with all that such a table says of itself; what the user answered comes first."""
        called = titles(self.zone)
        fields = {called[key]: taken for key, taken in _FIELDS.items() if called[key] in self.raw.rows.columns}
        return replace(
            answers,
            time_zone=self.zone,
            fields={**fields, **answers.fields},
            priorities={**{one.label: one for one in Classification}, **answers.priorities},
            states={**{label: _meaning(*said) for label, said in _states().items()}, **answers.states},
        )

    def cells(self) -> pl.DataFrame:
        """The cells with blanks as null; a word such as "none" is a word here."""
        return self.raw.rows.with_columns(pl.when(pl.col(pl.String) != "").then(pl.col(pl.String)))

    def as_written(self, incidents: pl.DataFrame) -> pl.DataFrame:
        """The incidents with what only our own tables say, by the labels that we write; ``place`` is their row.

        ``source`` is empty for what was logged by hand, ``real`` the ticket as it is in the table.
        """
        rows = self.ours[incidents["place"]]
        named = incidents.with_columns(source=rows["source"].fill_null(""), real=rows["ticket"])
        for key, kind, name in _CODED:
            if key in rows.columns:
                named = _over(named, name, _coded(rows[key], {one.label: int(one) for one in kind}))
        for key in ("workaround", "fix_note"):
            if key in rows.columns:
                named = named.with_columns(rows[key].alias(key))
        if "status" in rows.columns:
            for at, name in enumerate(("status", "pause_reason")):
                codes = {label: int(said[at]) for label, said in _states().items()}
                named = _over(named, name, _coded(rows["status"], codes))
        return named

    def held(self, held: Held) -> pl.DataFrame:
        """What the workspace holds of the sources that the table names: ``held.TICKETS`` and the source."""
        names = self.ours["source"].fill_null("").unique().sort()
        return pl.concat([held.tickets(name).with_columns(source=pl.lit(name)) for name in names])

    def compared(
        self, incidents: pl.DataFrame, segments: pl.DataFrame, tickets: pl.DataFrame, held: Held, policy: Policy
    ) -> Compared:
        """Hold the table against what is stored, by what its columns say."""
        found = tickets.select(
            real="ticket", source="source", incident_id="incident_id", digest_was="digest"
        ).unique(["real", "source"], keep="last")  # fmt: skip
        told = self._against(incidents.with_columns(digest=comparing.digests(incidents, segments)), found, held)
        differ, kept = pl.col("action") == CHANGED, told["ticket"].head(0)
        if policy is Policy.ADD:
            told = self._beside(told, found, held)
        elif policy is Policy.SKIP:
            kept = told.filter(differ)["ticket"]
            told, segments = comparing.renumbered(told.filter(~differ), segments)
        alike = ~pl.any_horizontal(_differs(name) for name in _LIFE if name in self._says())
        told = told.with_columns(lives_on=pl.col("incident_id").is_not_null() & alike)
        told = told.with_columns(*self._as_stored(told))
        return Compared(told.drop(name for name in told.columns if name.endswith("_was")), segments, kept)

    def _against(self, incidents: pl.DataFrame, found: pl.DataFrame, held: Held) -> pl.DataFrame:
        both = incidents.join(found, on=["real", "source"], how="left", maintain_order="left")
        known = both.join(_stored(held, both["incident_id"]), on="incident_id", how="left", maintain_order="left")
        differs = pl.any_horizontal(_differs(name) for name in self._says())
        action = pl.when(pl.col("incident_id").is_null()).then(NEW).when(differs).then(CHANGED).otherwise(SAME)
        return known.with_columns(action=action.cast(pl.Int8))

    def _beside(self, told: pl.DataFrame, found: pl.DataFrame, held: Held) -> pl.DataFrame:
        """Changed incidents under the first of "INC1 (2)", "INC1 (3)" ... that says the same already or is free."""
        taken = told.select("real", "source")
        settled, n = [told.filter(pl.col("action") != CHANGED)], 1
        before = [name for name in told.columns if name in ("incident_id", "action") or name.endswith("_was")]
        open_ones = told.filter(pl.col("action") == CHANGED).with_columns(first="ticket", real_first="real")
        while open_ones.height:
            n += 1
            number = [pl.format("{} ({})", name, pl.lit(n)) for name in ("first", "real_first")]
            tried = open_ones.drop(before).with_columns(ticket=number[0], real=number[1])
            tried = self._against(tried, found, held)
            ours = tried.join(taken, on=["real", "source"], how="semi")["position"]
            done = (pl.col("action") != CHANGED) & ~pl.col("position").is_in(ours.implode())
            settled.append(tried.filter(done).select(told.columns))
            open_ones = tried.filter(~done)
        return pl.concat(settled).sort("position")

    def completed(self, plan: ImportPlan, told: pl.DataFrame) -> ImportPlan:
        """The plan with the source of each incident, how it was put right, and without the lives that stay."""
        more = [name for name in _ONLY_OURS if name in told.columns]
        further = told.select("row", "source", "lives_on", *more, ticket="real")
        incidents = plan.incidents.drop("ticket").join(further, on="row", how="left", maintain_order="left")
        fixes = [name for name in more if name == "fix"]  # nothing said is nothing stored
        staying = incidents.filter((pl.col("action") == CHANGED) & pl.col("lives_on"))
        sources = self.ours["source"].drop_nulls().value_counts(sort=True)
        return replace(
            plan,
            source=sources["source"][0] if sources.height else TOOL,
            incidents=incidents.drop("lives_on").with_columns(pl.when(pl.col(name) != 0).then(name) for name in fixes),
            segments=plan.segments.join(staying.select("position"), on="position", how="anti", maintain_order="left"),
        )

    def _says(self) -> list[str]:
        return [name for key, names in _TOLD.items() if key in self.ours.columns for name in names]

    def _as_stored(self, told: pl.DataFrame) -> list[pl.Expr]:
        """What the table has no column for stays as it is stored; so do extra fields and what the dump had said."""
        there, said = pl.col("incident_id").is_not_null(), set(self._says())
        unsaid = [name for names in _TOLD.values() for name in names if name not in said and name in told.columns]
        kept = [pl.when(there).then(_was(n)).otherwise(n).alias(n) for n in (*unsaid, "extra", "digest")]
        first = pl.when("lives_on").then(_was("first_resolved_at")).otherwise("first_resolved_at")
        return [*kept, first.alias("first_resolved_at")]


def recognised(raw: RawTable) -> OwnExport | None:
    """The table as one of ours, or None."""
    zone = next((zone for name in reversed(raw.header) if (zone := zone_of(name))), "")
    called = {title: key for key, title in titles(zone).items()} if zone else {}
    keys = {name: called[name] for name in raw.rows.columns if name in called}
    if not {"ticket", "opened", "source"} <= set(keys.values()):
        return None
    rows = _unguarded(raw.rows) if raw.encoding else raw.rows
    ours = rows.select(pl.when(pl.col(name) != "").then(pl.col(name)).alias(key) for name, key in keys.items())
    blank = {name for name in raw.rows.columns if name not in (ROW, *keys) and (rows[name].fill_null("") == "").all()}
    dropped = blank | {name for name, key in keys.items() if key not in _FIELDS}
    mapped = replace(
        raw,
        rows=rows.with_columns(_told_apart(ours).alias(titles(zone)["ticket"])).drop(dropped),
        header=tuple(name for name in raw.header if name not in dropped),
        errors=tuple(error for error in raw.errors if error.column not in dropped),
    )
    return OwnExport(mapped, ours, zone)


def _told_apart(ours: pl.DataFrame) -> pl.Series:
    """The tickets, with the source beside those that two sources share."""
    shared = pl.col("source").fill_null("").n_unique().over("ticket") > 1
    apart = pl.format("{} · {}", "ticket", pl.col("source").fill_null(""))
    return ours.select(pl.when(shared & pl.col("ticket").is_not_null()).then(apart).otherwise("ticket")).to_series()


def _unguarded(rows: pl.DataFrame) -> pl.DataFrame:
    """Without the apostrophes with which ``exports.csv_text`` keeps a text from being taken for a formula."""
    text = pl.col(pl.String)
    bare = text.str.strip_chars_start("'")
    guarded = text.str.starts_with("'") & bare.str.contains(f"^[{re.escape(''.join(FORMULA_STARTS))}]")
    return rows.with_columns(pl.when(guarded).then(text.str.slice(1)).otherwise(text))


def _states() -> dict[str, tuple[Status, PauseReason]]:
    """What each label of a state says; the general reason comes last, so that it is the one that "Waiting" means."""
    return {
        status_label(status, reason): (status, reason)
        for status in Status
        for reason in (PauseReason if status is Status.PAUSED else (PauseReason.NONE,))
    }


def _meaning(status: Status, reason: PauseReason) -> Meaning:
    return Meaning(status, reason, Exclusion.CANCELLED if status is Status.CANCELLED else Exclusion.NONE)


def _coded(cells: pl.Series, codes: Mapping[str, int]) -> pl.Series:
    """Codes of labels, null for what is none of them."""
    labels, new = pl.Series(list(codes)), pl.Series(list(codes.values()), dtype=pl.Int8)
    return cells.fill_null("").replace_strict(labels, new, default=None, return_dtype=pl.Int8)


def _over(incidents: pl.DataFrame, name: str, codes: pl.Series) -> pl.DataFrame:
    """``codes`` in the place of a column, which stays where they are null; a column that was not there is added."""
    known = incidents[name] if name in incidents.columns else codes.fill_null(0)
    return incidents.with_columns(pl.select(pl.coalesce(codes, known)).to_series().alias(name))


def _stored(held: Held, ids: pl.Series) -> pl.DataFrame:
    """The facts of stored incidents, each under its name and ``_was``."""
    known = ids.drop_nulls()
    facts, further = pl.DataFrame(schema=FACTS), pl.DataFrame(schema=FURTHER)
    if known.len():
        facts, further = held.facts(known), held.further(known)
    both = facts.drop("ticket").join(further, on="incident_id", how="left")
    return both.rename({name: f"{name}_was" for name in both.columns if name != "incident_id"})


def _was(name: str) -> pl.Expr:
    return pl.col(f"{name}_was")


def _differs(name: str) -> pl.Expr:
    """Whether the table says something else than what is stored."""
    said, was = pl.col(name), _was(name)
    if name == "pause_reason":  # it means something only while an incident waits, and two reasons have one label
        other = [pl.when(reason == int(PauseReason.NONE)).then(int(PauseReason.OTHER)).otherwise(reason)
                 for reason in (said, was)]  # fmt: skip
        return (pl.col("status") == int(Status.PAUSED)) & (other[0] != other[1])
    return said.fill_null("") != was.fill_null("") if name in _TEXTS else said.ne_missing(was)
