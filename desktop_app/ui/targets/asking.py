"""The one way in which the tabs of the page ask for their figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.figures import Choice, Figure
from desktop_app.services.measures import MeasureService
from desktop_app.services.targets import TargetService
from desktop_app.ui.operations import Operations
from desktop_app.ui.targets.reading import Question, Reading, read, read_figure

Failed = Callable[[SecondWayError], None]


class Asking:
    """A newer question for the same figure takes the place of the older one."""

    def __init__(self, measures: MeasureService, targets: TargetService, operations: Operations) -> None:
        self._measures, self._targets, self._operations = measures, targets, operations

    def reading(self, question: Question, show: Callable[[Reading], None], failed: Failed) -> None:
        """Ask for the figure of the tab Now and for what the head of the page says."""
        asked = partial(read, self._measures, self._targets, question)
        self._operations.query(("targets", "figure"), asked, show, failed)

    def figure(
        self, key: str, question: Question, choice: Choice, show: Callable[[Figure], None], failed: Failed
    ) -> None:
        """Ask for one figure by its key."""
        asked = partial(read_figure, self._measures, self._targets, key, question, choice)
        self._operations.query(("targets", key), asked, show, failed)
