"""Put an incident's instants and segments right, in the pane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import Refused
from desktop_app.domain.filter_words import nobody
from desktop_app.domain.incidents import PauseReason, Segment, Status, status_label
from desktop_app.domain.language import _
from desktop_app.domain.lives import Times
from desktop_app.services.changes import Changes
from desktop_app.services.incident_details import IncidentDetail
from desktop_app.services.suite import Services
from desktop_app.services.teams import TeamLine
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.incidents.act_form import SmallForm
from desktop_app.ui.incidents.act_orders import Order
from desktop_app.ui.incidents.moment import MomentField
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Link, Look
from desktop_app.ui.widgets.fields import Combo
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import boxed, column, row

_WAITS = tuple(r for r in PauseReason if r is not PauseReason.NONE)
State = tuple[Status, PauseReason]


def states() -> list[tuple[str, State]]:
    """What a segment may be in, with its words."""
    plain = [(s.label, (s, PauseReason.NONE)) for s in (Status.NEW, Status.ASSIGNED, Status.IN_WORK)]
    waits = [
        (_("Waiting for something else") if r is PauseReason.OTHER else r.label, (Status.PAUSED, r)) for r in _WAITS
    ]
    return [*plain, *waits, (Status.RESOLVED.label, (Status.RESOLVED, PauseReason.NONE))]


class MaybeMoment(QWidget):
    """An instant that may be unknown: a link to set it, or the field with a cross that makes it unknown again."""

    edited = Signal()

    def __init__(self, name: str, known: datetime | None, zone: tzinfo, now: datetime) -> None:
        super().__init__()
        self._zone, self._now = zone, now
        self.field = MomentField(accessible_name=name)
        self.field.fill(known, zone, now)
        self.field.edited.connect(self.edited)
        self._set = Link(_("Set"), tip=_("Set the time: {name}").format(name=name))
        unset = _("Make it unknown: {name}").format(name=name)
        self._clear = Button("", icon="x", look=Look.QUIET, tip=unset, height=28)
        self._set.clicked.connect(partial(self._show, True))
        self._clear.clicked.connect(partial(self._show, False))
        self._unknown = boxed(row(Label(_("not known"), tone="text3"), self._set, None, spacing=12))
        self.setLayout(row((self._unknown, 1), (self.field, 1), self._clear, spacing=0))
        self._known = known is not None
        self._dress()

    def value(self) -> datetime | None:
        """UTC, None for unknown. Raises Refused for a time that never was."""
        if not self._known:
            return None
        return self.field.value() or self._now

    def _show(self, known: bool, _pressed: bool = False) -> None:
        self._known = known
        self._dress()
        (self.field if known else self._set).setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _dress(self) -> None:
        self._unknown.setVisible(not self._known)
        self.field.setVisible(self._known)
        self._clear.setVisible(self._known)
        self.setFocusProxy(self.field if self._known else self._set)


class SegmentFields(QWidget):
    """One segment: from when on, in which state, with which team. Its end is the beginning of the next."""

    edited = Signal()
    removed = Signal()

    def __init__(self, segment: Segment | None, teams: Sequence[TeamLine], zone: tzinfo, now: datetime) -> None:
        super().__init__()
        self._held = segment
        self._now = now
        self.first = Label(_("From when it was opened"), TextStyle.CAPTION, "text2")
        self.at = MomentField(accessible_name=_("From"))
        self.at.fill(segment.from_at if segment else None, zone, now)
        self.state = Combo(accessible_name=_("Status"))
        for words, value in states():
            self.state.addItem(words, value)
        self.team = Combo([(nobody("team"), None)], accessible_name=_("Team"))
        for team in sorted(teams, key=lambda line: line.name.casefold()):
            self.team.addItem(team.name, team.id)
        held = (segment.status, segment.pause_reason) if segment else (Status.IN_WORK, PauseReason.NONE)
        if held not in [value for _words, value in states()]:
            self.state.addItem(status_label(*held), held)
        self.state.choose(held)
        self.team.choose(segment.team_id if segment else None)
        self._remove = Button("", icon="x", look=Look.QUIET, tip=_("Take this segment away"), height=28)
        self._remove.clicked.connect(self.removed)
        self.setLayout(column(row(self.first, (self.at, 1), self._remove, spacing=0), 4, self.state, 4, self.team))
        self.at.edited.connect(self.edited)
        for choice in (self.state, self.team):
            choice.currentIndexChanged.connect(self.edited)

    def set_first(self, first: bool) -> None:
        """The first begins when the incident was opened, and cannot be taken away."""
        self.first.setVisible(first)
        self.at.setVisible(not first)
        self._remove.setVisible(not first)

    def segment(self, opened_at: datetime | None = None) -> Segment:
        """With an open end. Raises Refused for a time that never was."""
        status, reason = self.state.currentData()
        from_at = opened_at or self.at.value() or self._now
        return Segment(from_at, None, status, self.team.currentData(), reason)


class TimesForm(SmallForm):
    """Everything that can be put right in one incident's times."""

    def __init__(self, detail: IncidentDetail, teams: Sequence[TeamLine], zone: tzinfo, now: datetime) -> None:
        super().__init__(_("Store times"))
        self._detail, self._teams, self._zone, self._now = detail, teams, zone, now
        held = detail.incident
        self.opened = MomentField()
        self.opened.fill(held.opened_at, zone, now)
        self.opened.edited.connect(self._touch)
        self.add(_("&Opened"), self.opened)
        self.acknowledged = self._maybe(_("Acknowledged"), held.acknowledged_at)
        self.restored = self._maybe(_("Restored"), held.restored_at)
        ended, closed = held.status.ended, held.status.ended and held.status is not Status.RESOLVED
        self.resolved = self._maybe(_("Resolved"), held.resolved_at, shown=ended)
        self.closed = self._maybe(_("Closed"), held.closed_at, shown=closed)
        self.segments: list[SegmentFields] = []
        self._list = column(spacing=14)
        self.more = Link(_("Add a segment"), icon="plus", tip=_("It takes its place in the order of time"))
        self.more.clicked.connect(self._add_new)
        for item in (Label(_("Segments"), TextStyle.BODY_STRONG), self._list, self.more):
            self._column.addSpacing(theme().px(14))
            self._column.addWidget(item) if isinstance(item, QWidget) else self._column.addLayout(item)
            if item is not self.more:
                self._column.addSpacing(theme().px(-6))
        for segment in detail.raw_segments or (Segment(held.opened_at, None, held.status, held.team_id),):
            self._append(segment)

    def order(self) -> Order:
        held = self._detail.incident
        opened_at = self.opened.value() or held.opened_at
        times = Times(
            opened_at=opened_at,
            acknowledged_at=self.acknowledged.value(),
            restored_at=self.restored.value(),
            resolved_at=self.resolved.value(),
            closed_at=self.closed.value(),
            segments=(),
        )
        times = replace(times, segments=self._following(opened_at, times.resolved_at or times.closed_at))
        return partial(_correct, held.id, times, held.changed_in)

    # -- parts

    def _maybe(self, name: str, known: datetime | None, *, shown: bool = True) -> MaybeMoment:
        made = MaybeMoment(name, known, self._zone, self._now)
        made.edited.connect(self._touch)
        if shown:
            self.add(name, made)
        else:
            made.setParent(self)
            made.hide()
        return made

    def _following(self, opened_at: datetime, ended_at: datetime | None) -> tuple[Segment, ...]:
        """The segments in the order of time, each until the next begins."""
        first, *rest = self.segments
        begun = [first.segment(opened_at), *sorted((s.segment() for s in rest), key=lambda s: s.from_at)]
        if len(begun) > 1 and begun[1].from_at < opened_at:
            raise Refused(_("A segment begins before the incident was opened."))
        ends: list[datetime | None] = [s.from_at for s in begun[1:]]
        if self._detail.incident.status.ended:
            before = self._detail.raw_segments[-1].to_at if self._detail.raw_segments else None
            ends.append(ended_at or before)
        else:
            ends.append(None)
        return tuple(replace(s, to_at=end) for s, end in zip(begun, ends, strict=True))

    def _add_new(self) -> None:
        self._append(None).at.setFocus(Qt.FocusReason.OtherFocusReason)
        self._touch()

    def _append(self, segment: Segment | None) -> SegmentFields:
        made = SegmentFields(segment, self._teams, self._zone, self._now)
        made.set_first(not self.segments)
        made.edited.connect(self._touch)
        made.removed.connect(partial(self._remove, made))
        self.segments.append(made)
        self._list.addWidget(made)
        return made

    def _remove(self, fields: SegmentFields, _pressed: bool = False) -> None:
        self.segments.remove(fields)
        fields.hide()
        fields.deleteLater()
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)
        self._touch()


def _correct(incident_id: int, times: Times, seen: int, services: Services, _ids: Sequence[int]) -> Changes:
    return services.life.correct_times(incident_id, times, seen)
