"""What the page shows below its head: the sections in their order, as wide as the page lets them be."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.figures import Choice, Figure
from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.incidents import Exclusion
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.routes import Outcome
from desktop_app.services.measures import MeasureService
from desktop_app.ui.operations import Operations
from desktop_app.ui.overview.case import CaseSection
from desktop_app.ui.overview.coming import Coming
from desktop_app.ui.overview.sections import Sections
from desktop_app.ui.overview.slot import FigureSlot
from desktop_app.ui.widgets.layouts import column
from desktop_app.ui.widgets.page_body import PageBody

OLDEST, CAUSES = 6, 4
PAST_GOAL = IncidentFilter(
    (
        Condition("open", "is", (1,)),
        Condition("exclusion", "one_of", (Exclusion.NONE.key,)),
        Condition("outcome", "one_of", (Outcome.OPEN_PAST.key,)),
    )
)


class Body(PageBody):
    """Scrolls below its least height. ``past_wanted`` tells the filter of all that is open past the goal."""

    past_wanted = Signal(IncidentFilter)

    def __init__(self, measures: MeasureService, operations: Operations) -> None:
        self.attainment = FigureSlot("attainment", _("Inside the shared goal?"), measures, operations)
        self.oldest = FigureSlot("oldest", _("Longest waiting"), measures, operations)
        self.cracks = FigureSlot("cracks", _("Fell between the teams"), measures, operations)
        self.coming, self.case = Coming(), CaseSection()
        self.slots = (self.attainment, self.oldest, self.cracks)
        self._sections = Sections((*self.slots, self.coming), self.case)
        super().__init__(column(self._sections, None))
        self.oldest.way, self.oldest.choice = _past_words, Choice(rows=OLDEST)
        self.cracks.way, self.cracks.choice = _list_words, Choice(rows=CAUSES)
        self.oldest.followed.connect(self._follow)

    @property
    def in_two_columns(self) -> bool:
        return self._sections.two

    def fit(self, width: int) -> None:
        """Arrange for a page so many pixels wide."""
        self._sections.fit(width)
        self.case.fit(two=not self._sections.two)

    def order_after(self, *first: QWidget) -> None:
        """Tab goes through what is read first, then through the sections as they are read, whenever each came."""
        chain: list[QWidget] = []
        for part in (*first, *self.slots, self.coming, self.case):
            inside = [w for w in part.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
            link = part.link if isinstance(part, FigureSlot) else None
            chain += [each for each in inside if each is link]
            chain += [each for each in inside if each is not link]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _follow(self) -> None:
        self.past_wanted.emit(self.oldest.question.filter.merged(PAST_GOAL))


def _past_words(figure: Figure) -> str:
    past = figure.values["past_goal"]
    if not isinstance(past, int) or not past:
        return ""
    words = ngettext("{n} open past the goal today", "All {n} open past the goal today", past)
    return words.format(n=number(past))


def _list_words(figure: Figure) -> str:
    """The way to the list, or to where sides are set while they are what is missing."""
    if lacks_sides(figure):
        return _("Set team sides")
    if not figure.n:
        return ""
    return ngettext("List of {n}", "List of {n}", figure.n).format(n=number(figure.n))


def lacks_sides(cracks: Figure) -> bool:
    """Whether nothing could be judged because sides, or their own targets, are not known."""
    untold = cracks.values["untold"]
    return not cracks.n and isinstance(untold, dict) and untold["n"] > 0
