"""Months on paper: hand-made frames, measured as any other, so that a page has the figures it would have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import numpy as np

from desktop_app.domain.monthly_sheet import Coming, Issue, Restatement, Sheet
from desktop_app.domain.targets import TargetSet, article_targets
from desktop_app.measures.monthly.monthly_groups import month_of
from desktop_app.measures.monthly.monthly_sheet import monthly_sheet
from tests.measures.factories import DEV, OPS, TEAMS, frame, incident, segment
from tests.measures.questions import ask

ERRORS = (
    "E07 JMS queue full", "E03 certificate expired", "E12 batch lock timeout", "E01 session store full",
    "E40 label printer", "E49 map tiles", "E33 font cache", "E18 card terminal",
)  # fmt: skip
GOALS = (2.0, 4.0, 72.0, 120.0)


def own(kind: int) -> TargetSet:
    name, which, held = article_targets()[kind]
    return TargetSet(kind + 1, name, which, held)


def month(n: int, *, sides: bool = True, rotas: bool = True, others: bool = False) -> Sheet:
    """March 2026 with so many incidents, February beside it; ``others`` adds a third route to each classification."""
    rng = np.random.default_rng(4)
    rows = [_incident(rng, at, others=others) for start in (-600.0, 0.0) for at in start + 600 * np.sort(rng.random(n))]
    more = {} if sides else {"teams": {OPS: TEAMS[OPS]}}
    names = dict(enumerate(ERRORS, 1))
    made = frame(*rows, system_errors=names, zone="Europe/Berlin", **more)
    asked = ask(made, own(0), month_of(date(2026, 3, 1)), ops=own(1), dev=own(2))
    found = monthly_sheet(asked, "none")
    at = datetime(2026, 4, 3, 8, 30)  # noqa: DTZ001 - wall time
    printed = replace(found, as_of=datetime(2026, 4, 1), printed_at=at, owner="Second Way · team")  # noqa: DTZ001
    return replace(printed, coming=COMING) if rotas else printed


def issued(found: Sheet, restated: int) -> Sheet:
    """Handed out, with so many earlier months that come to something else today."""
    at = datetime(2026, 4, 2, 10)  # noqa: DTZ001 - wall time
    words = "{month} (issued as no {n}): 88 %, now 86 %: 3 reopened, 2 newly known, 1 reclassified."
    changed = tuple(
        Restatement(date(2026, 1, 1), n, words.format(month="January", n=n), (("reopened", 3),))
        for n in range(restated)
    )
    return replace(found, issue=Issue(10, found.month, at), restated=changed)


COMING = (
    Coming("13–24 Apr", "Dev → Ops, 2 places", "filled"), Coming("13–24 Apr", "Ops → Dev, 2 places", "filled"),
    Coming("27 Apr – 8 May", "Dev → Service desk, 1 place", "open place", open=True),
    Coming("Th 16 Apr", "Hub: certificates, 2 h, Ops", "5 seats"),
    Coming("We 22 Apr", "Hub: log search, 2 h, Portal", "8 seats"),
    Coming("Tu 28 Apr", "Hub: feature flags, 3 h, Payments", "11 seats"),
)  # fmt: skip


def _incident(rng: np.random.Generator, at: float, *, others: bool) -> dict[str, object]:
    kind = int(rng.choice(4, p=(0.05, 0.15, 0.5, 0.3)))
    dev, error = rng.random() < 0.15, int(min(8, rng.geometric(0.3)))
    hours = float(GOALS[kind] * 0.45 * rng.lognormal(0.0, 0.9) * (3 if dev else 1))
    held = [segment(at, at + hours * 0.4), segment(at + hours * 0.4, at + hours, team=DEV if dev else OPS)]
    if others and rng.random() < 0.1:
        cuts = [at + hours * part for part in (0, 0.2, 0.4, 0.6, 1)]
        held = [segment(a, b, team=team) for a, b, team in zip(cuts[:-1], cuts[1:], (1, 2, 5, 6), strict=True)]
    resolved = None if rng.random() < 0.03 else at + hours
    if resolved is None:
        held = [segment(at, None)]
    return incident(at, resolved, classification=kind + 1, segments=held, system_error=error, release_related=1)
