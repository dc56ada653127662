"""What breaks in the made-up company: its systems, the errors behind its incidents, and how people report them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from desktop_app.sample.story import BUS, PAYMENTS, PORTAL, Story, allotted

OWNERS: Mapping[str, str] = {
    "Order bus": BUS, "File transfer": BUS, "Warehouse": BUS, "Label print": BUS,
    "Payments": PAYMENTS, "Billing": PAYMENTS,
    "Portal": PORTAL, "Login": PORTAL, "Customer search": PORTAL, "Tracking": PORTAL, "Mail gateway": PORTAL,
    "Network": BUS,
}  # fmt: skip
"""The Dev team to which Ops hands over what it cannot repair, by system."""


class Cure(IntEnum):
    """What ends an incident of this cause."""

    OPS = 0  # a restart, a setting, some room: Operations can do it
    CODE = 1  # a change of the program; until then duct tape
    SUPPLIER = 2  # somebody outside the company


@dataclass(frozen=True, slots=True)
class Cause:
    """``weight`` is how often it strikes; ``gone_after`` the days after the shared goal at which it was fixed for good.

    ``reports`` are titles with places such as {host} to fill in.
    """

    name: str
    system: str
    cure: Cure
    weight: float
    reports: tuple[str, ...]
    gone_after: int | None = None


TOP: tuple[Cause, ...] = (
    Cause("E07 JMS queue full", "Order bus", Cure.CODE, 11.5, (
        "Orders hang: queue {queue} full", "JMS queue {queue} at 100 %, consumers stopped on {host}",
        "E07 again on {host}, restarted consumers", "No orders from {depot} since {time}, queue {queue} full")),
    Cause("E12 Connection pool exhausted", "Payments", Cure.CODE, 9.2, (
        "Payments slow, pool exhausted on {host}", "Checkout error 500 since {time}, no free connections",
        "{host}: all {number} database connections in use", "Card payments fail for {depot}")),
    Cause("E15 Session lost after login", "Login", Cure.CODE, 7.4, (
        "Customers thrown out after login ({number} calls)", "Login loops back to start page, {browser}",
        "Session lost on {host} after switch-over", "{depot} cannot stay logged in")),
    Cause("E03 Log volume full", "Order bus", Cure.OPS, 6.6, (
        "{host}: /var/log at {percent} %", "Disk alarm {host}, logs not rotated", "Log volume full on {host}")),
    Cause("E09 Nightly billing overruns", "Billing", Cure.CODE, 6.3, (
        "Billing run not finished at {time}", "Nightly batch still running, {number} invoices left",
        "Batch window overrun on {host}"), gone_after=165),
    Cause("E05 Label printer offline", "Label print", Cure.OPS, 6.1, (
        "Label printer {printer} offline in {depot}", "No labels at gate {gate}, {depot}",
        "{depot}: printer {printer} shows wrong paper size")),
    Cause("E18 Card terminal times out", "Payments", Cure.SUPPLIER, 5.4, (
        "Card terminal {number} times out in {depot}", "Terminals in {depot} without answer since {time}",
        "Time-out of card provider, {percent} % of payments")),
    Cause("E02 Reset mail does not arrive", "Login", Cure.OPS, 5.2, (
        "Password reset mail missing, {depot}", "No reset mail since {time}",
        "Reset mails delayed by {number} minutes")),
    Cause("E11 Shipment message twice", "Order bus", Cure.CODE, 4.9, (
        "Shipment {parcel} booked twice", "Duplicate messages on {queue}", "{depot} received order {parcel} twice")),
    Cause("E14 Search index out of date", "Customer search", Cure.CODE, 4.7, (
        "Search does not find customer changed today", "Index on {host} is {number} hours old",
        "{depot}: new addresses not found in search"), gone_after=105),
    Cause("E33 Refund stays pending", "Payments", Cure.CODE, 4.4, (
        "Refund for {parcel} pending for days", "{number} refunds stuck since {time}", "Refund not booked, {depot}")),
    Cause("E38 Scanner loses radio", "Warehouse", Cure.OPS, 4.2, (
        "Hand scanners in {depot} lose connection", "Scanner {number} without radio at gate {gate}",
        "Radio cell {gate} down in {depot}")),
    Cause("E44 Price service runs out of memory", "Portal", Cure.CODE, 4.1, (
        "Price service restarted on {host}, out of memory", "Prices missing in portal since {time}",
        "{host}: price service at {percent} % memory")),
    Cause("E21 Certificate expired", "Portal", Cure.OPS, 3.3, (
        "Certificate of {host} expired", "Browser warns about portal, {browser}",
        "Partner cannot connect, certificate of {host}")),
    Cause("E52 Tracking page times out", "Tracking", Cure.CODE, 3.2, (
        "Tracking of {parcel} times out", "Tracking page slow since {time}", "Tracking shows error for {depot}"),
        gone_after=55),
    Cause("E30 Address check not available", "Tracking", Cure.SUPPLIER, 3.0, (
        "Address check without answer since {time}", "{depot}: addresses cannot be checked",
        "Supplier of address check down again")),
    Cause("E41 Invoice PDF is empty", "Billing", Cure.CODE, 2.9, (
        "Invoice {parcel} is an empty page", "Empty PDF in mail to customer", "{number} empty invoices of last night")),
    Cause("E26 Name lookup slow", "Network", Cure.OPS, 2.8, (
        "Everything slow in {depot}, name lookup", "DNS answers late on {host}",
        "Lookup of {host} takes {number} seconds")),
    Cause("E47 Backup failed", "File transfer", Cure.OPS, 2.6, (
        "Backup of {host} failed", "Backup job {number} ended with errors", "No backup of {host} since {time}")),
    Cause("E60 Mail with attachment rejected", "Mail gateway", Cure.OPS, 2.5, (
        "Mail to partner rejected, attachment", "Gateway refuses attachments over {number} MB",
        "{depot} cannot send delivery lists")),
)  # fmt: skip

_SYMPTOMS = (
    ("export stops half-way", Cure.CODE), ("form does not save", Cure.CODE), ("page stays blank", Cure.CODE),
    ("wrong total in report", Cure.CODE), ("job waits for a lock", Cure.CODE), ("access denied after a move", Cure.OPS),
    ("service does not start", Cure.OPS), ("transfer stopped", Cure.OPS), ("time differs between servers", Cure.OPS),
    ("licence used up", Cure.SUPPLIER), ("cache shows old data", Cure.CODE), ("too many open files", Cure.OPS),
    ("partner sends odd characters", Cure.SUPPLIER), ("slow in the morning", Cure.OPS),
)  # fmt: skip
_RELEASE_SYMPTOMS = (
    "setting missing after release", "database change not applied", "old and new version mixed",
    "feature switched on too early", "rolled back, data left behind",
)  # fmt: skip
_FILLS: Mapping[str, tuple[str, ...]] = {
    "host": tuple(f"app-{n:02}" for n in range(1, 25)) + tuple(f"db-{n:02}" for n in range(1, 9)),
    "queue": ("ORD.IN", "ORD.OUT", "SHIP.EVENTS", "PAY.CONFIRM", "STOCK.SYNC", "LABEL.REQ"),
    "depot": tuple(f"Depot {n:02}" for n in range(1, 33)),
    "printer": tuple(f"LP{n:03}" for n in range(1, 90)),
    "browser": ("Firefox", "Chrome", "Edge", "Safari", "old tablet"),
}


@dataclass(frozen=True, slots=True)
class Allotted:
    """Every cause with its number of incidents: the named ones, the rare ones, and those that releases bring."""

    causes: tuple[Cause, ...]
    others: tuple[int, ...]
    by_release: tuple[int, ...]


def allot(story: Story) -> Allotted:
    """Spread the story's incidents over the causes; the numbers add up exactly."""
    rare, after_release = _rare(story.rare_errors), _after_release()
    top = allotted(story.top, [cause.weight for cause in TOP])
    tail = allotted(sum(story.others) - story.top, [cause.weight for cause in rare])
    releases = allotted(sum(story.release), [cause.weight for cause in after_release])
    nothing = [0] * len(after_release)
    return Allotted(
        (*TOP, *rare, *after_release),
        (*top, *tail, *nothing),
        (*([0] * (len(TOP) + len(rare))), *releases),
    )


def _rare(count: int) -> tuple[Cause, ...]:
    """One symptom in one system each, becoming rarer."""
    found = []
    for n in range(count):
        system = tuple(OWNERS)[n % len(OWNERS)]
        symptom, cure = _SYMPTOMS[(n + n // len(OWNERS)) % len(_SYMPTOMS)]
        reports = (
            f"{system}: {symptom} ({{depot}})", f"{symptom.capitalize()} on {{host}}, {system.lower()}",
            f"{system} {symptom} since {{time}}",
        )  # fmt: skip
        found.append(Cause(f"E{101 + n} {system}: {symptom}", system, cure, 1 / (n + 30), reports))
    return tuple(found)


def _after_release() -> tuple[Cause, ...]:
    found = []
    for n, system in enumerate(name for name in OWNERS if name not in ("Network", "Mail gateway")):
        symptom = _RELEASE_SYMPTOMS[n % len(_RELEASE_SYMPTOMS)]
        reports = (
            f"{system} after release: {symptom}",
            f"{system}: {symptom}, {{host}}",
            f"Since release {system} fails for {{depot}}",
        )
        found.append(Cause(f"E{301 + n} {system}: {symptom}", system, Cure.CODE, 1 / (n + 4), reports))
    return tuple(found)


def title(cause: Cause, random: np.random.Generator) -> str:
    """How one incident of the cause was reported."""
    report = cause.reports[int(random.integers(len(cause.reports)))]
    fills = {key: words[int(random.integers(len(words)))] for key, words in _FILLS.items() if f"{{{key}}}" in report}
    hour, minute, some = (int(n) for n in random.integers((0, 0, 3), (24, 60, 120)))
    return report.format(
        **fills, time=f"{hour:02}:{minute:02}", number=some, percent=80 + some % 20, gate=1 + some % 14,
        parcel=f"P{int(random.integers(10**6, 10**7))}",
    )  # fmt: skip
