"""The month against the goal on one page: the same places every month, black and white unless asked otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.monthly_sheet import Sheet as Month
from desktop_app.domain.stamps import stamp
from desktop_app.ui.printing import typeface
from desktop_app.ui.printing.layouts import Paper
from desktop_app.ui.printing.marks import Document, Page
from desktop_app.ui.printing.masthead import Foot, Masthead, draw_foot, draw_masthead
from desktop_app.ui.printing.measures import SMALL
from desktop_app.ui.printing.month_goals import draw_goals, draw_means
from desktop_app.ui.printing.month_lower import draw_ageing, draw_between, draw_coming, draw_errors
from desktop_app.ui.printing.month_parts import NAME, Ground, Inks
from desktop_app.ui.printing.month_strips import draw_strips
from desktop_app.ui.printing.render import pdf
from desktop_app.ui.printing.scene import Options
from desktop_app.ui.printing.sheet import Run, Sheet
from desktop_app.ui.printing.typeface import SMALLEST, Weight, width

MARGIN: Final = 11.0
SIZES: Final = replace(SMALL, foot=SMALLEST, status=10.5)
_GAP: Final = 8.0  # mm between the two columns
_BIG: Final = 30.0  # points
_BIG_ROOM: Final = 27.0  # mm
_LEAST: Final = 0.55  # rows are never pressed below this part of their height
_UPPER, _LOWER = 44.0, 39.8  # mm that the two lower pairs take however little is in them: places stay
_MOST_RESTATED: Final = 2

Section = Callable[[Ground, float, Month], float]


def month_pages(found: Month, size: tuple[float, float], options: Options | None = None) -> Document:
    """The sheet on upright paper of so many mm. Needs a QGuiApplication and may run on any thread."""
    draft = _Draft(found, size, options or Options())
    return Document((draft.page(),), found.title)


def write_pdf(found: Month, path: Path, paper: Paper = Paper.A4, *, colour: bool = False) -> str:
    """Write the sheet as a PDF; returns a sentence. Raises Refused when it cannot be written."""
    typeface.load()
    document = month_pages(found, paper.size, Options(colour=colour))
    pdf(document, path)
    return _("{title} was saved in “{name}”.").format(title=document.title, name=path.name)


@dataclass(frozen=True)
class _Draft:
    found: Month
    size: tuple[float, float]
    options: Options

    def page(self) -> Page:
        """As high as meant where there is room; else all rows are pressed together alike."""
        tight = 1.0
        for _try in range(4):
            page, over, rows = self._drawn(tight)
            if over <= 0.01 or tight <= _LEAST:
                return page
            tight = max(_LEAST, tight - over / rows)
        return page

    def _drawn(self, tight: float) -> tuple[Page, float, float]:
        """The page, by how many mm it is too long, and how much of it would shrink with its rows."""
        sheet = Sheet(self.size, MARGIN, self.options.palette)
        foot = draw_foot(sheet, _foot(self.found), SIZES, 1, 1)
        top = self._head(sheet, draw_masthead(sheet, _masthead(self.found), SIZES))
        inks = Inks.of(self.options.palette, colour=self.options.colour)
        whole = Ground(sheet, MARGIN, sheet.inside.width, tight, inks)
        y = top
        for section in (draw_goals, draw_means, draw_strips):
            y = section(whole, y, self.found)
        room = (whole.width - _GAP) / 2
        left, right = replace(whole, width=room), replace(whole, x=whole.x + room + _GAP, width=room)
        for pair, least in (((draw_between, draw_errors), _UPPER), ((draw_ageing, draw_coming), _LOWER)):
            y = max(self._beside(y, (left, right), pair), y + whole.row(least))
        return sheet.page(), y - foot, max(1.0, (y - top) / tight)

    def _beside(self, y: float, grounds: tuple[Ground, Ground], sections: tuple[Section, Section]) -> float:
        return max(section(ground, y, self.found) for ground, section in zip(grounds, sections, strict=True))

    def _head(self, sheet: Sheet, y: float) -> float:
        """The great figure, what it is, and what else can be said."""
        found, inside = self.found, sheet.inside
        big = _BIG
        while big > 14 and width(found.big, big, Weight.BOLD) > _BIG_ROOM - 3:
            big -= 1
        runs: tuple[Run, ...] = ((found.lead, Weight.BOLD), (found.more, Weight.REGULAR))
        room = inside.width - _BIG_ROOM
        sheet.text(sheet.inside._replace(y=y - 0.6, height=11), found.big, big, Weight.BOLD)
        high = sheet.paragraph((inside.x + _BIG_ROOM, y), room, tuple(run for run in runs if run[0]), NAME, 1.25)
        if found.restated:
            high += sheet.paragraph((inside.x + _BIG_ROOM, y + high + 0.3), room, _restated(found), 8.5, 1.2) + 0.3
        return y + max(12.6, high) + 1.4


def _restated(found: Month) -> tuple[Run, ...]:
    """What issued months come to today, the newest first."""
    shown = [each.sentence for each in found.restated[:_MOST_RESTATED]]
    if more := len(found.restated) - len(shown):
        words = ngettext("{n} more issued month changed.", "{n} more issued months changed.", more)
        shown.append(words.format(n=number(more)))
    return ((_("Changed since issued:"), Weight.BOLD), (" ".join(shown), Weight.REGULAR))


def _masthead(found: Month) -> Masthead:
    notes = []
    if found.as_of is not None:
        notes.append(_("as of {stamp}").format(stamp=stamp(found.as_of)))
    if found.printed_at is not None:
        notes.append(_("printed {stamp}").format(stamp=stamp(found.printed_at)))
    facts = (*found.facts, _("sample data") if found.demo else "")
    return Masthead(found.title, facts, found.stamp_words, final=found.issue is not None, notes=tuple(notes))


def _foot(found: Month) -> Foot:
    """One paragraph of all definitions, their terms heavier."""
    runs: list[Run] = []
    for term in found.definitions:
        runs += [(term.term, Weight.BOLD), (term.words, Weight.REGULAR)]
    return Foot((tuple(run for run in runs if run[0]),), f"Second Way · {found.month:%Y-%m}")
