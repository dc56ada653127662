"""The end of the hub programme: what each team has given, those that have not given anything first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.sessions import Contribution, Coverage, Session
from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.measures import Sizes
from desktop_app.ui.printing.sheet import Run, Sheet, paragraph_height
from desktop_app.ui.printing.typeface import Weight, line_height, width

ABOVE, HEADLINE = 5.0, 7.0  # mm
PAD = 1.3
MOST_TOPICS = 6  # named of one team
TEAM, STATE = 0.24, 0.22  # of the width; the sessions take the rest


@dataclass(frozen=True)
class TeamList:
    """Some of the teams, on one page. ``width`` in mm; ``answer`` stands under the headline of the first part."""

    lines: tuple[Contribution, ...]
    answer: str
    width: float
    sizes: Sizes

    @classmethod
    def parts(cls, coverage: Coverage, width: float, sizes: Sizes, first: float, room: float) -> list[TeamList]:
        """All teams on as many pages as they need: ``first`` mm are left on the one that has begun.

        The first part is empty when nothing fits there.
        """
        made = [cls((), coverage.answer, width, sizes)]
        left = first
        for line in coverage.lines:
            longer = replace(made[-1], lines=(*made[-1].lines, line))
            if longer.height <= left or (made[-1].lines == () and len(made) > 1):
                made[-1] = longer
                continue
            answer = "" if made[-1].lines else made[-1].answer
            made.append(cls((line,), answer, width, sizes))
            left = room
        return made

    @property
    def height(self) -> float:
        """With the distance to what stands above it; nothing without a team."""
        if not self.lines:
            return 0.0
        answer = paragraph_height(self._answer(), self.width, self.sizes.foot)
        return ABOVE + HEADLINE + answer + 1.5 + sum(self._row(line) for line in self.lines)

    def draw(self, sheet: Sheet, top: float, x: float) -> None:
        if not self.lines:
            return
        sizes = self.sizes
        y = top + ABOVE
        headline = Box(x, y, self.width, HEADLINE - 1.0)
        sheet.text(headline, _("Who gives sessions"), sizes.name + 2.5, Weight.BOLD, cut=True)
        y += HEADLINE - 0.5
        y += sheet.paragraph((x, y), self.width, self._answer(), sizes.foot) + 1.2
        whole = Box(x, y, self.width, 0)
        sheet.across(y, whole, 0.35)
        for index, line in enumerate(self.lines):
            height = self._row(line)
            self._draw(sheet, line, Box(x, y, self.width, height))
            y += height
            last = index + 1 == len(self.lines)
            sheet.across(y, whole, 0.35 if last else 0.1, None if last else sheet.palette.grid)

    def _answer(self) -> tuple[Run, ...]:
        return ((f"{self.answer}.", Weight.REGULAR),) if self.answer else ()

    def _draw(self, sheet: Sheet, line: Contribution, box: Box) -> None:
        sizes, palette = self.sizes, sheet.palette
        step = line_height(sizes.name)
        y = box.y + PAD
        team, state, rest = self._columns(box)
        sheet.paragraph((team.x, y), team.width, ((line.team.name, Weight.BOLD),), sizes.name)
        if line.given or line.planned:
            sheet.paragraph((state.x, y), state.width, ((line.words, Weight.REGULAR),), sizes.name)
        else:
            takes = min(width(line.words, sizes.name, Weight.BOLD) + 2.4, state.width)
            plate = Box(state.x - 0.6, y - 0.3, takes, step + 0.6)
            sheet.fill(plate, palette.alarm)
            inner = plate.shrunk(0.6, 0)
            sheet.text(inner, line.words, sizes.name, Weight.BOLD, colour=palette.on_alarm, cut=True)
        sheet.paragraph((rest.x, y), rest.width, _sessions(line), sizes.name)

    def _columns(self, box: Box) -> tuple[Box, Box, Box]:
        first, second = box.width * TEAM, box.width * STATE
        return (
            Box(box.x + 0.8, box.y, first - 3, box.height),
            Box(box.x + first, box.y, second - 3, box.height),
            Box(box.x + first + second, box.y, box.width - first - second - 0.8, box.height),
        )

    def _row(self, line: Contribution) -> float:
        team, state, rest = self._columns(Box(0, 0, self.width, 0))
        points = self.sizes.name
        heights = (
            paragraph_height(((line.team.name, Weight.BOLD),), team.width, points),
            paragraph_height(((line.words, Weight.REGULAR),), state.width, points),
            paragraph_height(_sessions(line), rest.width, points),
        )
        return max(*heights, line_height(points)) + 2 * PAD


def _sessions(line: Contribution) -> tuple[Run, ...]:
    """The topics, those of a busy team not all of them, and how many have no date yet."""
    dated = (*line.given, *line.planned)
    words = "; ".join(_topic(session) for session in dated[:MOST_TOPICS])
    more = len(dated) - MOST_TOPICS
    if more > 0:
        words += " " + ngettext("and {n} more", "and {n} more", more).format(n=number(more))
    count = len(line.undated)
    if count:
        without = ngettext("{n} without a date", "{n} without a date", count).format(n=number(count))
        words = f"{words}; {without}" if words else without
    return ((words, Weight.REGULAR),) if words else ()


def _topic(session: Session) -> str:
    return _("{topic}, {length}").format(topic=session.topic, length=session.length)
