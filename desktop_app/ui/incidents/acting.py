"""What happens to incidents, from a button or a key to the service and back: small forms where words are needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import Refused, SecondWayError
from desktop_app.domain.incidents import ReleaseRelated
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.lives import Act
from desktop_app.services.changes import Changes, Progress
from desktop_app.services.incident_details import CommentLine, IncidentDetail
from desktop_app.services.suite import Services
from desktop_app.services.teams import TeamLine
from desktop_app.ui.incidents.act_form import ActForm, CommentForm, SmallForm
from desktop_app.ui.incidents.act_orders import Order, at_once
from desktop_app.ui.incidents.act_pane import ActPane
from desktop_app.ui.incidents.act_words import ASKING
from desktop_app.ui.incidents.times_form import TimesForm
from desktop_app.ui.incidents.word_keeping import WordKeeping
from desktop_app.ui.operations import Operations

MOST_KEPT = 20  # half-typed forms of other incidents


@dataclass(frozen=True, slots=True)
class Target:
    """The incidents of an act: ``ids`` is called off the GUI thread, ``detail`` is there when it is one in the pane."""

    ids: Callable[[], Sequence[int]]
    count: int
    zone: tzinfo
    detail: IncidentDetail | None = None

    @property
    def words(self) -> str:
        if self.detail is not None:
            return self.detail.incident.ticket
        return ngettext("for {n} incident", "for {n} incidents", self.count).format(n=number(self.count))

    @property
    def title(self) -> str:
        return self.detail.incident.title if self.detail is not None else ""


class Acting(QObject):
    """``opened`` and ``closed`` tell of the pane with the small form, ``said`` is what was stored."""

    opened = Signal()
    closed = Signal()
    said = Signal(str)

    def __init__(self, services: Services, operations: Operations, pane: ActPane, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._operations, self._pane = services, operations, pane
        self._target: Target | None = None
        self._key: tuple[str, int] = ("", 0)
        self._kept: dict[tuple[str, int], SmallForm] = {}  # half typed, of one incident each
        self._words = WordKeeping(services.drafts, operations, self)
        pane.store_wanted.connect(self.store)
        pane.closed.connect(self.back)

    @property
    def active(self) -> bool:
        return self._target is not None

    def do(self, act: Act, target: Target) -> None:
        """Do what needs no words at once, open the small form for what does."""
        if act not in ASKING:
            self._run(at_once(act), target, act.label, self._operations_failed)
            return
        key = (act.value, _one(target))
        form = self._kept.pop(key, None)
        self._open(form if form is not None else self._act_form(act, target), key, target, act.label)

    def correct_times(self, detail: IncidentDetail, zone: tzinfo) -> None:
        """Open the editor of the incident's instants and segments."""
        show = partial(self._open_times, detail, zone)
        self._operations.query(("incidents", "teams"), self._services.teams.teams, show)

    def change_comment(self, detail: IncidentDetail, line: CommentLine, zone: tzinfo) -> None:
        key = (f"comment {line.id}", detail.incident.id)
        form = self._kept.pop(key, None) or CommentForm(line.id, line.body)
        self._open(form, key, _of(detail, zone), _("Change comment"))

    def remove_comment(self, line: CommentLine) -> None:
        """Undo brings it back."""
        remove = partial(self._services.life.remove_comment, line.id)
        self._operations.execute(
            lambda _progress: remove(), title=_("Remove comment"), done=self._tell, failed=self._operations_failed
        )

    def commit_pending(self) -> None:
        """Keep what was typed over a restart."""
        self._words.keep_now()

    def store(self) -> None:
        """Do what the form says."""
        form, target = self._pane.form, self._target
        if form is None or target is None:
            return
        try:
            order = form.order()
        except Refused as error:
            self._pane.say(error.sentence)
            return
        self._pane.problem.hide()
        self._pane.set_busy(True)
        self._run(order, target, form.store_words, partial(self._on_refused, form), partial(self._on_stored, form))

    def back(self) -> None:
        """Leave the form; what was typed for one incident comes back with it."""
        if self._target is not None:
            self.put_away()
            self.closed.emit()

    def put_away(self) -> None:
        """The same for whoever shows something else in its place."""
        form = self._pane.form
        self._words.leave()
        self._pane.put_away()
        if form is not None and form.is_edited and self._key[1]:
            self._kept[self._key] = form
            while len(self._kept) > MOST_KEPT:
                self._kept.pop(next(iter(self._kept))).deleteLater()
        elif form is not None:
            form.deleteLater()
        self._target = None

    # -- parts

    def _act_form(self, act: Act, target: Target) -> ActForm:
        form = ActForm(act, target.zone, _now())
        if act is Act.HAND_OVER:
            self._operations.query(
                ("incidents", "teams to hand over to"), self._services.incidents.choices, form.set_choices
            )
        elif act is Act.MERGE:
            form.into.wanted.connect(partial(self._look_up, form))
        elif act is Act.RELEASE and target.detail is not None:
            held = target.detail.incident.release_related
            form.related.choose(ReleaseRelated.YES if held is ReleaseRelated.UNKNOWN else held)
        return form

    def _look_up(self, form: ActForm, words: str) -> None:
        find = partial(self._services.lookups.incidents, words)
        self._operations.query(("incidents", "another incident"), find, form.into.offer)

    def _open_times(self, detail: IncidentDetail, zone: tzinfo, teams: Sequence[TeamLine]) -> None:
        key = ("times", detail.incident.id)
        kept = self._kept.pop(key, None)
        form = kept or TimesForm(detail, teams, zone, _now())
        self._open(form, key, _of(detail, zone), _("Correct times"))

    def _open(self, form: SmallForm, key: tuple[str, int], target: Target, headline: str) -> None:
        if self._target is not None:
            self.put_away()
        self._target, self._key = target, key
        self._pane.show_form(form, target.words, headline, target.title)
        self.opened.emit()
        form.take_focus()
        if key[1]:
            self._words.watch(form, f"act:{key[0]}:{key[1]}")

    def _run(
        self,
        order: Order,
        target: Target,
        title: str,
        failed: Callable[[SecondWayError], None],
        done: Callable[[Changes], None] | None = None,
    ) -> None:
        def write(_progress: Progress) -> Changes:
            return order(self._services, target.ids())

        self._operations.execute(write, title=title, done=done or self._tell, failed=failed)

    def _tell(self, changes: Changes) -> None:
        sentence = _("{step}: done.").format(step=changes.name)
        self.said.emit(f"{sentence} {changes.message}".strip())

    def _on_stored(self, form: SmallForm, changes: Changes) -> None:
        self._words.drop(form)
        if self._pane.form is form:
            form.is_edited = False
            self.back()
        else:
            self._kept = {key: kept for key, kept in self._kept.items() if kept is not form}
        self._tell(changes)

    def _on_refused(self, form: SmallForm, error: SecondWayError) -> None:
        if self._pane.form is form:
            self._pane.set_busy(False)
            self._pane.say(error.sentence)
        else:
            self._operations_failed(error)

    def _operations_failed(self, error: SecondWayError) -> None:
        self._operations.failed.emit(error.sentence)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)  # instants are stored in whole seconds


def _one(target: Target) -> int:
    return target.detail.incident.id if target.detail is not None else 0


def _of(detail: IncidentDetail, zone: tzinfo) -> Target:
    return Target(lambda: (detail.incident.id,), 1, zone, detail)
