"""What the page stores: each call is one step, and one sentence after it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _
from desktop_app.domain.sessions import Session
from desktop_app.services.changes import Changes
from desktop_app.services.sessions import SessionService
from desktop_app.ui.hub.session_fields import Typed
from desktop_app.ui.operations import Operations

Done = Callable[[Changes], None]
Failed = Callable[[SecondWayError], None]


class Edits(QObject):
    """Runs on the writer thread. ``stored`` gives the sentence after a step; the refusals say why there was none."""

    stored = Signal(str)
    added = Signal(int)  # the new session's id
    changed = Signal(object, object)  # Session, what was typed
    session_refused = Signal(object, object, object)  # SecondWayError, Session, what was typed
    refused = Signal(str)

    def __init__(self, sessions: SessionService, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._sessions, self._operations = sessions, operations

    def add(self, session: Session, typed: Typed) -> None:
        said = _("Session {topic} was added.").format(topic=session.topic)
        done, failed = partial(self._on_added, said), partial(self._refuse_session, session, typed)
        self._store(_("Adding a session"), partial(self._sessions.add, session), done, failed)

    def change(self, session: Session, typed: Typed) -> None:
        said = _("The changes of {topic} were stored.").format(topic=session.topic)
        done, failed = partial(self._on_changed, said, session, typed), partial(self._refuse_session, session, typed)
        self._store(_("Storing a session"), partial(self._sessions.change, session), done, failed)

    def remove(self, session: Session) -> None:
        said = _("Session {topic} was removed.").format(topic=session.topic)
        self._store(_("Removing a session"), partial(self._sessions.remove, session.id), partial(self._done, said))

    def _store(self, title: str, call: Callable[[], Changes], done: Done, failed: Failed | None = None) -> None:
        self._operations.execute(lambda _progress: call(), title=title, done=done, failed=failed or self._refuse)

    def _done(self, said: str, changes: Changes) -> None:
        self.stored.emit(" ".join(words for words in (said, changes.message) if words))

    def _on_added(self, said: str, changes: Changes) -> None:
        self.added.emit(changes.ids[0])
        self._done(said, changes)

    def _on_changed(self, said: str, session: Session, typed: Typed, changes: Changes) -> None:
        self.changed.emit(session, typed)
        self._done(said, changes)

    def _refuse(self, error: SecondWayError) -> None:
        self.refused.emit(error.sentence)

    def _refuse_session(self, session: Session, typed: Typed, error: SecondWayError) -> None:
        self.session_refused.emit(error, session, typed)
