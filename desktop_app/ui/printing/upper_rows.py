"""The rows between the head of a schedule and its teams: duty, open places, the hub, whether cover is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.rotations import BlockKind, OpenPlace, Role
from desktop_app.domain.teams import Team
from desktop_app.ui.printing.bodies import Body, draw_body
from desktop_app.ui.printing.columns import upper_labels
from desktop_app.ui.printing.hub_row import HubRow
from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.measures import Scale
from desktop_app.ui.printing.scene import Scene, runs
from desktop_app.ui.printing.sheet import Align, Sheet
from desktop_app.ui.printing.typeface import Weight, elided, first_fitting, width

TICK = {Scale.DAYS: (2.4, 0.35), Scale.WEEKS: (3.0, 0.4)}  # size and line in mm


@dataclass(frozen=True, slots=True)
class UpperRow:
    """``shaded`` rows show the weekends behind them. ``draw`` paints what belongs into the row's box.

    ``note`` stands below the label.
    """

    label: str
    height: float
    draw: Callable[[Sheet, Scene, Box], None]
    shaded: bool = False
    note: str = ""


def upper_rows(scene: Scene) -> tuple[UpperRow, ...]:
    """Those that the rota needs, in their order."""
    duty, unfilled, sessions, kept = upper_labels()
    sizes = scene.sizes
    found = []
    if scene.has_duty:
        tall = any(not _pair_fits(scene, run) for run in scene.on_duty)
        found.append(UpperRow(duty, sizes.two_lines if tall else sizes.duty_row, _draw_duty))
    gaps = open_runs(scene)
    if gaps:
        tall = any(not _gap_words(scene, gap, lines=1) for gap in gaps)
        found.append(UpperRow(unfilled, sizes.two_lines if tall else sizes.open_row, _draw_open))
    if scene.flags:
        placed = HubRow.of(scene)
        found.append(UpperRow(sessions, placed.height(sizes.hub_lane), placed.draw, note=_left_out(placed)))
    if scene.has_minimum:
        found.append(UpperRow(kept, sizes.cover_row, _draw_cover, shaded=True))
    return tuple(found)


def _left_out(placed: HubRow) -> str:
    """``and 3 more``: sessions that stand in the programme only."""
    count = placed.left_out
    return ngettext("and {n} more", "and {n} more", count).format(n=number(count)) if count else ""


# -- duty

Run = tuple[date, date, tuple[int, ...]]


def _body_box(scene: Scene, first: date, last: date, row: Box) -> Box:
    left, right = scene.axis.across(first, last)
    return Box(left + 0.5, row.y + 0.8, right - left - 1.0, row.height - 1.6)


def _pair_words(scene: Scene, who: tuple[int, ...]) -> tuple[str, ...]:
    names, short = scene.names.full, scene.names.short
    full = [names[person] for person in who if person in names]
    return " + ".join(full), "+".join(full), "+".join(short[person] for person in who if person in short)


def _pair_fits(scene: Scene, run: Run) -> bool:
    left, right = scene.axis.across(run[0], run[1])
    words = _pair_words(scene, run[2])[:2]
    return bool(first_fitting(words, right - left - 3.4, scene.sizes.name, Weight.SEMIBOLD))


def _draw_duty(sheet: Sheet, scene: Scene, row: Box) -> None:
    sizes = scene.sizes
    for first, last, who in scene.on_duty:
        box = _body_box(scene, first, last, row)
        draw_body(sheet, Body.DUTY, box)
        inner = box.shrunk(1.2, 0)
        words = _pair_words(scene, who)
        one = first_fitting(words[:2], inner.width, sizes.name, Weight.SEMIBOLD)
        if one:
            sheet.text(inner, one, sizes.name, Weight.SEMIBOLD, Align.CENTRE)
        elif not _two_lines(sheet, scene, inner, who):
            initials = first_fitting(words[2:], inner.width, sizes.smallest, Weight.SEMIBOLD)
            sheet.text(inner, initials, sizes.smallest, Weight.SEMIBOLD, Align.CENTRE)


def _two_lines(sheet: Sheet, scene: Scene, box: Box, who: tuple[int, ...]) -> bool:
    """Two people under each other, by their names or else their initials. False when there is no room for that."""
    points = scene.sizes.smallest
    for names in (scene.names.full, scene.names.short):
        words = [names[person] for person in who if person in names]
        if len(words) == 2 and box.height > 7.5 and all(
            width(each, points, Weight.SEMIBOLD) <= box.width for each in words
        ):  # fmt: skip
            inner = box.shrunk(0, 0.7)
            for index, each in enumerate(words):
                at = Box(inner.x, inner.y + index * inner.height / 2, inner.width, inner.height / 2)
                sheet.text(at, each, points, Weight.SEMIBOLD, Align.CENTRE)
            return True
    return False


# -- open places

Gap = tuple[date, date, tuple[OpenPlace, ...]]


def open_runs(scene: Scene) -> tuple[Gap, ...]:
    """Runs of days in a slot with the same places unfilled, from their first to their last working day."""
    inside = set(scene.inside_period(scene.first, scene.last))
    found: list[Gap] = []
    by_slot: dict[int, list[tuple[int, OpenPlace]]] = {}
    for index, place in enumerate(scene.board.open_places):
        by_slot.setdefault(place.slot.index, []).append((index, place))
    places = scene.board.open_places
    for pairs in by_slot.values():
        slot = pairs[0][1].slot
        working = [day for day in slot.days if day in inside]
        by_day = [(day, tuple(index for index, place in pairs if day in place.days)) for day in working]
        found += [(a, b, tuple(places[i] for i in which)) for a, b, which in _joined(by_day) if which]
    return tuple(found)


def _joined(by_day: list[tuple[date, tuple[int, ...]]]) -> list[Run]:
    """Runs that a weekend or a holiday between two days of the same kind does not break."""
    joined: list[Run] = []
    for first, last, which in runs(by_day):
        if joined and joined[-1][2] == which:
            joined[-1] = (joined[-1][0], last, which)
        else:
            joined.append((first, last, which))
    return joined


def role_words(scene: Scene, role: Role) -> str:
    """``→ PAY`` or ``duty: Ops``."""
    if role.kind is BlockKind.DUTY:
        return _("duty: {side}").format(side=role.side.label)
    return f"→ {scene.board.host_words(role.host_id)}"


def _gap_words(scene: Scene, gap: Gap, lines: int) -> tuple[str, ...]:
    """The words of a gap on so many lines, each whole; empty when they need more."""
    left, right = scene.axis.across(gap[0], gap[1])
    room, points = right - left - 3.0, scene.sizes.block
    each = [
        role_words(scene, place.role) + (f" ×{number(place.missing)}" if place.missing > 1 else "") for place in gap[2]
    ]
    if lines == 1:
        words = first_fitting((", ".join(each),), room, points, Weight.SEMIBOLD)
        return (words,) if words else ()
    for cut in range(len(each) - 1, 0, -1):
        halves = ", ".join(each[:cut]) + ",", ", ".join(each[cut:])
        if all(width(half, scene.sizes.smallest, Weight.SEMIBOLD) <= room for half in halves):
            return halves
    return ()


def _draw_open(sheet: Sheet, scene: Scene, row: Box) -> None:
    sizes = scene.sizes
    for gap in open_runs(scene):
        box = _body_box(scene, gap[0], gap[1], row)
        draw_body(sheet, Body.OPEN, box)
        inner = box.shrunk(0.6, 0)
        one = _gap_words(scene, gap, lines=1)
        two = () if one or row.height < sizes.two_lines else _gap_words(scene, gap, lines=2)
        if one or two:
            lines, points = one or two, sizes.block if one else sizes.smallest
            inner = inner if one else inner.shrunk(0, 0.7)
            for index, words in enumerate(lines):
                height = inner.height / len(lines)
                at = Box(inner.x, inner.y + index * height, inner.width, height)
                sheet.text(at, words, points, Weight.SEMIBOLD, Align.CENTRE)
            continue
        missing = sum(place.missing for place in gap[2])
        counts = ngettext("{n} open", "{n} open", missing).format(n=number(missing)), number(missing)
        words = first_fitting(counts, inner.width, sizes.block, Weight.SEMIBOLD)
        sheet.text(inner, words, sizes.block, Weight.SEMIBOLD, Align.CENTRE)


# -- cover


def _draw_cover(sheet: Sheet, scene: Scene, row: Box) -> None:
    axis = scene.axis
    spans = [(day, day) for day in axis.days] if axis.scale is Scale.DAYS else list(axis.weeks)
    for first, last in spans:
        inside = scene.inside_period(first, last)
        if not inside:
            continue
        left, right = axis.across(inside[0], inside[-1])
        below = [(team, day) for day in inside for team in scene.short.get(day, ())]
        if below:
            box = Box(left + 0.3, row.y + 0.5, right - left - 0.6, row.height - 1.0)
            draw_alarm(sheet, box, _below_words(scene, below), scene.sizes.note)
        else:
            sheet.tick(((left + right) / 2, row.centre[1]), *TICK[axis.scale])


def _below_words(scene: Scene, below: list[tuple[Team, date]]) -> tuple[str, ...]:
    """``OPS``, ``OPS+1`` in a day; ``OPS 4 of 5`` in a week, where the team is named that lacks most."""
    teams = list(dict.fromkeys(team.letters for team, _day in below))
    at_desk = scene.cover.at_desk
    worst, day = min(below, key=lambda pair: at_desk[pair[0].id, pair[1]] - pair[0].minimum)
    more = f"+{number(len(teams) - 1)}" if len(teams) > 1 else ""
    listed = (", ".join(teams), f"{worst.letters}{more}", *((number(len(teams)),) if more else ()))
    have = _("{have} of {minimum}").format(have=number(at_desk[worst.id, day]), minimum=number(worst.minimum))
    if scene.scale is Scale.WEEKS and not more:
        return (f"{worst.letters} {have}", *listed, worst.letters[:1])
    return (*listed, worst.letters[:1])


def draw_alarm(sheet: Sheet, box: Box, candidates: tuple[str, ...], points: float) -> None:
    """An inverse cell with the longest candidate that fits."""
    palette = sheet.palette
    sheet.fill(box, palette.alarm)
    words = first_fitting(candidates, box.width - 0.8, points, Weight.BOLD)
    words = words or elided(candidates[-1], box.width, points, Weight.BOLD)
    sheet.text(box, words, points, Weight.BOLD, Align.CENTRE, palette.on_alarm)
