"""The pane about a place that nobody fills: why, and what could be done about it in one click."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.gaps import GapReason, Proposal
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.rotations import Block, OpenPlace
from desktop_app.domain.stamps import span
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.rotations.block_pane import WIDTH
from desktop_app.ui.rotations.notices import Notice
from desktop_app.ui.rotations.reading import Reading
from desktop_app.ui.rotations.words import role_words, when, where, working_days
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import row
from desktop_app.ui.widgets.panes import DetailPane


class PlacePane(DetailPane):
    """``taken`` carries the block of a proposal."""

    taken = Signal(object)  # Block

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(width=WIDTH, parent=parent)
        self.place: OpenPlace | None = None
        self.links: list[Link] = []
        self._reading: Reading | None = None

    def show_place(self, reading: Reading, place: OpenPlace) -> None:
        self.place, self._reading = place, reading
        self.set_title(_("Not filled"), role_words(reading.board, place))
        self._begin(place)

    def _begin(self, place: OpenPlace) -> None:
        self.clear()
        self.links = []
        n = len(place.days)
        days = ngettext("{days}, {n} working day", "{days}, {n} working days", n)
        self.add(
            Label(
                days.format(days=span(place.days[0], place.days[-1]), n=number(n)),
                TextStyle.CAPTION,
                "text2",
                wrap=True,
            )
        )

    def show_reason(self, found: GapReason) -> None:
        """Worked out off the GUI thread, so it comes a moment later."""
        if self.place is None or self._reading is None:
            return
        self._begin(self.place)
        self.add(10)
        self.add(Notice(found.sentence))
        if found.proposals:
            self.add_section(_("What could be done"))
        for at, proposal in enumerate(found.proposals):
            if at:
                for item in (12, Rule(), 10):
                    self.add(item)
            self._add_proposal(proposal)
        self.add(12)

    def forget(self) -> None:
        self.place = None

    def _add_proposal(self, proposal: Proposal) -> None:
        """Who would go and when, what rule that would break, and the link that does it."""
        board = self._reading.board if self._reading else None
        if board is None:
            return
        who, block = where(board, proposal.block), proposal.block
        self.add(Label(who, TextStyle.BODY_MEDIUM, wrap=True))
        self.add(Label(f"{when(block)}, {working_days(board, block)}", TextStyle.CAPTION, "text2", wrap=True))
        self.add(2)
        tone = "warntext" if proposal.rules else "text2"
        self.add(Label(proposal.sentence, TextStyle.CAPTION, tone, wrap=True))
        words = _("Place it anyway") if proposal.rules else _("Place it")
        link = Link(words, style=TextStyle.CAPTION_MEDIUM, tip=who)
        link.setAccessibleName(f"{words}: {who}. {proposal.sentence}")
        link.clicked.connect(partial(self._take, block))
        self.links.append(link)
        self.add(2)
        self.add(row(link, None))

    def _take(self, block: Block) -> None:
        self.taken.emit(block)
