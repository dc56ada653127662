"""The preview of a printed list of incidents: its paper, how it lies, and the pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.printing.incident_list import IncidentsOnPaper, incident_pages
from desktop_app.ui.printing.layouts import Paper
from desktop_app.ui.printing.marks import Document
from desktop_app.ui.printing.preview import PagesDialog
from desktop_app.ui.printing.preview_choices import PageChoices
from desktop_app.ui.widgets.fields import Combo

PAPERS = (Paper.A4, Paper.LETTER)
MANY_COLUMNS = 5  # more of them lie better on paper across


class ListChoices(PageChoices):
    """Paper, whether it lies across, and zoom."""

    def __init__(self, *, across: bool) -> None:
        super().__init__()
        self.papers.blockSignals(True)
        for paper in PAPERS:
            self.papers.addItem(paper.value, paper)
        self.papers.setCurrentIndex(0)
        self.papers.blockSignals(False)
        self.lies = Combo([(_("Landscape"), True), (_("Upright"), False)], accessible_name=_("Orientation"))
        self.lies.choose(across)
        self.lies.currentIndexChanged.connect(self.changed)
        self.lay_out((_("P&aper"), self.papers), (_("&Orientation"), self.lies), (_("&Zoom"), self.zooms))

    @property
    def paper_size(self) -> tuple[float, float]:
        """Width and height of the paper as it lies, in mm."""
        short, long = self.paper.size
        return (long, short) if self.lies.currentData() else (short, long)


class ListPreview(PagesDialog):
    """Opened by ``open()``."""

    most_drawn = 20  # thousands of rows are hundreds of pages

    def __init__(self, listed: IncidentsOnPaper, parent: QWidget | None = None) -> None:
        choices = ListChoices(across=len(listed.columns) > MANY_COLUMNS)
        super().__init__(choices, parent)
        self.choices: ListChoices = choices
        self._listed = listed

    def composer(self) -> Callable[[], Document]:
        return partial(incident_pages, self._listed, self.choices.paper_size)
