"""What the pane wants stored, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop_app.domain.errors import Conflict, SecondWayError
from desktop_app.domain.language import _
from desktop_app.domain.sessions import Session
from desktop_app.ui.hub.edits import Edits
from desktop_app.ui.hub.panes import Panes
from desktop_app.ui.hub.session_fields import EMPTY, Typed


class Saving(QObject):
    """Between the pane and the writer thread: what is refused comes back as it was typed."""

    def __init__(self, edits: Edits, panes: Panes) -> None:
        super().__init__(panes)
        self._edits, self._panes = edits, panes
        panes.session.save_wanted.connect(self._save)
        panes.session.remove_wanted.connect(edits.remove)
        edits.added.connect(self._on_added)
        edits.changed.connect(self._on_changed)
        edits.session_refused.connect(self._on_refused)

    def _save(self) -> None:
        pane = self._panes.session
        if not pane.new and not pane.is_edited:
            return
        session = pane.fields.session()
        if session is None:
            return
        if pane.new:
            self._edits.add(session, pane.fields.typed())
        else:
            self._edits.change(session, pane.fields.typed())

    def _on_added(self, session_id: int) -> None:
        self._panes.session.forget_draft()
        self._panes.awaited = session_id
        pane = self._panes.session
        if self._panes.is_open and pane.new:
            pane.new = False
            pane.fields.settle(pane.session)  # stored; the new list is on its way and brings the id

    def _on_changed(self, session: Session, typed: Typed) -> None:
        """The fields are as stored; the new sessions are on their way and fill them."""
        fields = self._panes.session.fields
        if self._panes.shows(session.id) and fields.typed() == typed:
            fields.settle(session)

    def _on_refused(self, error: SecondWayError, session: Session, typed: Typed) -> None:
        """What was typed comes back, with the reason."""
        pane = self._panes.session
        if not self._panes.shows(session.id):
            stored = self._panes.find(session.id)
            if stored is not None:
                self._panes.fill(stored)
            else:
                pane.show_new(EMPTY)
            pane.fields.put_back(typed)
            self._panes.put(True)
            self._panes.shown.emit(session.id)
        if isinstance(error, Conflict):
            pane.say(error.sentence, action=_("Show what is stored"), act=self._show_stored)
        else:
            pane.say(error.sentence)

    def _show_stored(self) -> None:
        session = self._panes.find(self._panes.session.session.id)
        if session is not None:
            self._panes.fill(session)
