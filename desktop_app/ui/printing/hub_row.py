"""The row of hub sessions: a flag on each day, its words in the first free lane, every one of them measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.domain.cover import weekday
from desktop_app.domain.language import _
from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.scene import Flag, Scene
from desktop_app.ui.printing.sheet import Sheet
from desktop_app.ui.printing.typeface import Weight, elided, width

MOST_LANES = 5
FLAG = 2.1  # mm
AFTER_FLAG = 2.9  # from the flag's left to its words
LEAST_ROOM = 8.0  # mm for words that are cut
PAD = 0.6  # mm above and below the lanes


@dataclass(frozen=True, slots=True)
class _Label:
    flag: float  # x of the flag
    lane: int
    text: str
    x: float
    weight: Weight
    second: str = ""  # in the lane below


@dataclass(frozen=True, slots=True)
class HubRow:
    """Labels that meet nowhere, in so many lanes. ``left_out`` counts the sessions for which there is no room."""

    lanes: int
    labels: tuple[_Label, ...]
    left_out: int = 0

    @classmethod
    def of(cls, scene: Scene) -> HubRow:
        """The fewest lanes in which every session has its words whole; in the last resort some are cut or left out."""
        for count in range(2, MOST_LANES + 1):
            for pairs in (True, False):
                labels = _placed(scene, count, pairs=pairs, last_resort=False)
                if len(labels) == len(scene.flags):
                    return cls(count, tuple(labels))
        labels = _placed(scene, MOST_LANES, pairs=False, last_resort=True)
        return cls(MOST_LANES, tuple(labels), len(scene.flags) - len(labels))

    def height(self, lane: float) -> float:
        return self.lanes * lane + 2 * PAD

    def draw(self, sheet: Sheet, scene: Scene, box: Box) -> None:
        """The words stand on white, for the rules of the weeks run behind them."""
        lane = (box.height - 2 * PAD) / self.lanes
        points = scene.sizes.flag
        for label in self.labels:
            y = box.y + PAD + label.lane * lane
            _flag(sheet, Box(label.flag, y, FLAG, lane))
            _plated(sheet, Box(label.x, y, 0, lane), label.text, points, label.weight)
            _plated(sheet, Box(label.x, y + lane, 0, lane), label.second, points, Weight.REGULAR)


def draw_flag(sheet: Sheet, box: Box) -> None:
    """The sample of the legend."""
    _flag(sheet, Box(box.centre[0] - FLAG / 2, box.y, FLAG, box.height))


def _flag(sheet: Sheet, box: Box) -> None:
    inset = min(0.8, box.height * 0.15)
    points = ((box.x, box.y + inset), (box.x + FLAG, box.y + box.height / 2), (box.x, box.bottom - inset))
    sheet.shape(points, sheet.palette.hub)


def _plated(sheet: Sheet, box: Box, words: str, points: float, weight: Weight) -> None:
    if words:
        takes = width(words, points, weight)
        sheet.fill(Box(box.x - 0.3, box.y + 0.1, takes + 0.7, box.height - 0.2), sheet.palette.paper)
        sheet.text(Box(box.x, box.y, takes + 0.1, box.height), words, points, weight)


def _placed(scene: Scene, count: int, *, pairs: bool, last_resort: bool) -> list[_Label]:
    """The labels in ``count`` lanes, until one finds no room; in the last resort those that find some.

    ``pairs`` lets a label take two lanes, its details below its topic.
    """
    axis = scene.axis
    ends = [axis.left] * count
    found = []
    places = [_at(scene, flag) for flag in scene.flags]
    for index, flag in enumerate(scene.flags):
        x = places[index]
        limits = [*(places[index + 1 :]), *[axis.right - 0.4] * count]
        label = next(_options(scene, flag, x, ends, limits, pairs=pairs), None)
        if label is None and last_resort:
            label = _in_need(flag, x, ends, limits[count - 1], scene.sizes.flag)
        if label is not None:
            found.append(label)
            _occupy(ends, label, scene.sizes.flag)
        elif not last_resort:
            break
    return found


def _occupy(ends: list[float], label: _Label, points: float) -> None:
    end = max(label.x + width(label.text, points, label.weight), label.flag + FLAG)
    ends[label.lane] = end + 0.9
    if label.second:
        ends[label.lane + 1] = label.x + width(label.second, points) + 0.9


def _at(scene: Scene, flag: Flag) -> float:
    left, right = scene.axis.across(flag.day, flag.day)
    return left + 0.12 * (right - left)


def _options(
    scene: Scene, flag: Flag, x: float, ends: list[float], limits: list[float], *, pairs: bool
) -> Iterator[_Label]:
    """Places for one label, the best first. A lane must be left to the sessions that follow before it ends."""
    count = len(ends)
    points, topic = scene.sizes.flag, flag.session.topic
    tail = _tail(scene, flag)
    widest = max(width(topic, points, Weight.BOLD), width(tail, points))
    for lane in range(count - 1 if pairs else 0):
        if max(ends[lane : lane + 2]) <= x and x + AFTER_FLAG + widest <= limits[count - 2] - 0.8:
            yield _Label(x, lane, topic, x + AFTER_FLAG, Weight.BOLD, tail)
    singles = (f"{topic}, {tail}", f"{topic}, {weekday(flag.day)} {flag.day.day}", topic)
    for lane in range(count):
        for words in singles if ends[lane] <= x else ():
            if x + AFTER_FLAG + width(words, points, Weight.SEMIBOLD) <= limits[count - 1] - 0.8:
                yield _Label(x, lane, words, x + AFTER_FLAG, Weight.SEMIBOLD)
    for lane in range(count):
        for words in singles:
            start = x - 0.9 - width(words, points, Weight.SEMIBOLD)
            if start >= ends[lane]:
                yield _Label(x, lane, words, start, Weight.SEMIBOLD)


def _in_need(flag: Flag, x: float, ends: list[float], limit: float, points: float) -> _Label | None:
    """The topic cut to the room of a free lane, None when there is no lane or hardly any room."""
    room = limit - 0.8 - x - AFTER_FLAG
    lane = next((n for n, end in enumerate(ends) if end <= x), None)
    if lane is None or room < LEAST_ROOM:
        return None
    words = elided(flag.session.topic, room, points, Weight.SEMIBOLD)
    return _Label(x, lane, words, x + AFTER_FLAG, Weight.SEMIBOLD)


def _tail(scene: Scene, flag: Flag) -> str:
    """``Wed 6, 2 h, PAY``."""
    team = scene.board.teams.get(flag.session.team_id)
    return (
        _("{day}, {length}, {team}")
        .format(
            day=f"{weekday(flag.day)} {flag.day.day}",
            length=flag.session.length,
            team=scene.board.letters(team.id) if team else "",
        )
        .rstrip(", ")
    )
