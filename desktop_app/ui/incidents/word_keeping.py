"""The words of a small form over a restart: kept while they are typed, back when the form is opened again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _
from desktop_app.services.drafts import DraftService
from desktop_app.ui.incidents.act_form import SmallForm
from desktop_app.ui.incidents.draft_keeping import AFTER_MS
from desktop_app.ui.operations import Operations


class WordKeeping(QObject):
    """Follows one form at a time; what cannot be kept disturbs nobody."""

    def __init__(self, drafts: DraftService, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._drafts, self._operations = drafts, operations
        self._form: SmallForm | None = None
        self._keys: dict[SmallForm, str] = {}
        self._kept: dict[str, dict[str, str]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self.keep_now)

    def watch(self, form: SmallForm, key: str) -> None:
        """Bring back what was kept under the key, and keep what is typed from now on."""
        self._form, self._keys[form] = form, key
        form.edited.connect(self._typed)
        if not form.is_edited:
            read = partial(self._drafts.content, key)
            self._operations.query(("incidents", "words"), read, partial(self._bring, form, key), _leave)

    def leave(self) -> None:
        """Another form, or none, is shown now."""
        if self._form is not None:
            self.keep_now()
            self._form.edited.disconnect(self._typed)
            if not self._form.is_edited:
                self._keys.pop(self._form, None)
            self._form = None

    def keep_now(self) -> None:
        self._timer.stop()
        form = self._form
        if form is None or not form.is_edited:
            return
        key, texts = self._keys[form], form.texts()
        if any(texts.values()) and self._kept.get(key) != texts:
            self._kept[key] = texts
            keep = partial(self._drafts.keep, key, texts)
            self._operations.execute(lambda _progress: keep(), title=_("Keep what was typed"), failed=_leave)

    def drop(self, form: SmallForm) -> None:
        """It was stored."""
        self._timer.stop()
        key = self._keys.pop(form, "")
        if self._kept.pop(key, None) is not None:
            drop = partial(self._drafts.drop, key)
            self._operations.execute(lambda _progress: drop(), title=_("Keep what was typed"), failed=_leave)

    def _typed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _bring(self, form: SmallForm, key: str, content: Mapping[str, Any] | None) -> None:
        if content is not None and form is self._form:
            self._kept[key] = {name: str(words) for name, words in content.items()}
            form.put(self._kept[key])


def _leave(_error: SecondWayError) -> None:
    pass
