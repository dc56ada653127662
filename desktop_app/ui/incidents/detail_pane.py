"""Everything about one incident, at the right of the table."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.stamps import stamp
from desktop_app.services.incident_details import HistoryLine, IncidentDetail
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.incidents.act_buttons import ActButtons
from desktop_app.ui.incidents.comments import Comments
from desktop_app.ui.incidents.goal_bar import GoalBar
from desktop_app.ui.incidents.life import Life
from desktop_app.ui.incidents.value_link import ValueLink
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import boxed, column
from desktop_app.ui.widgets.panes import DetailPane, KeyValue

MOST_LINES = 40  # of the change history
MOST_VALUES = 8  # of one change
MOST_DUPLICATES = 12


class IncidentPane(DetailPane):
    """At the foot the acts that fit now, all others in "More".

    ``act_wanted`` carries an Act for the incident shown, ``incidents_wanted`` a filter to open, ``incident_wanted`` the
    id of another incident, ``change_comment`` and ``remove_comment`` a CommentLine.
    """

    act_wanted = Signal(object)
    times_wanted = Signal()
    edit_wanted = Signal()
    delete_wanted = Signal()
    incidents_wanted = Signal(IncidentFilter)
    incident_wanted = Signal(int)
    change_comment = Signal(object)
    remove_comment = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        copy = Button("", icon="copy", look=Look.QUIET, tip=_("Copy the incident's number"), height=28)
        super().__init__((copy,), parent=parent)
        self.detail: IncidentDetail | None = None
        copy.clicked.connect(self._copy)
        self._acts = ActButtons()
        self._acts.act_wanted.connect(self.act_wanted)
        self._acts.times_wanted.connect(self.times_wanted)
        self._acts.edit_wanted.connect(self.edit_wanted)
        self._acts.delete_wanted.connect(self.delete_wanted)
        self.add_action(self._acts)

    def show_edit_key(self, key: str) -> None:
        """The key that edits an incident, for the menu."""
        self._acts.edit_key = key

    def show_detail(self, detail: IncidentDetail) -> None:
        same = self.detail is not None and self.detail.incident.id == detail.incident.id
        self.detail = detail
        self.setUpdatesEnabled(False)
        self.set_title(detail.incident.ticket, detail.incident.title or detail.system_error or _("No title"))
        self._acts.show_for(detail.incident, detail.acts)
        self.clear()
        self.add(self._facts(detail))
        if detail.segments:
            self._add_life(detail)
        if detail.comments:
            self._add_comments(detail)
        if detail.history:
            self.add_section(_("Changes"))
            for line in self._newest(detail):
                self.add(_change(line))
                self.add(8)
        self.add(12)
        if not same:
            self.scroll_to_top()
        self._body.activate()  # in its place before it is painted
        self.setUpdatesEnabled(True)

    def _facts(self, detail: IncidentDetail) -> KeyValue:
        facts = KeyValue()
        for label, value in detail.facts:
            if label == _("System error") and detail.system_error:
                facts.add(label, self._link(value, IncidentFilter().where("system_error", "one_of", value)))
            else:
                facts.add(label, value)
        if detail.source:
            facts.add(_("Source"), detail.source)
        if detail.merged_into is not None:
            facts.add(_("Repeats"), self._to_incident(*detail.merged_into))
        for place, (incident_id, ticket, title) in enumerate(detail.duplicates[:MOST_DUPLICATES]):
            words = f"{ticket} {title}".strip()
            facts.add("" if place else _("Repeated by"), self._to_incident(incident_id, words))
        if len(detail.duplicates) > MOST_DUPLICATES:
            more = len(detail.duplicates) - MOST_DUPLICATES
            facts.add("", ngettext("and {n} more", "and {n} more", more).format(n=number(more)))
        return facts

    def _link(self, words: str, opens: IncidentFilter) -> QWidget:
        link = ValueLink(words, _("Show the incidents with this system error"))
        link.clicked.connect(lambda: self.incidents_wanted.emit(opens))
        return link

    def _to_incident(self, incident_id: int, words: str) -> QWidget:
        link = ValueLink(words, _("Show this incident"))
        link.clicked.connect(lambda: self.incident_wanted.emit(incident_id))
        return link

    def _add_comments(self, detail: IncidentDetail) -> None:
        self.add_section(_("Comments"))
        comments = Comments(detail.comments)
        comments.change_wanted.connect(self.change_comment)
        comments.remove_wanted.connect(self.remove_comment)
        self.add(comments)

    def _add_life(self, detail: IncidentDetail) -> None:
        self.add_section(_("Against the shared goal") if detail.goal_label else _("Where the time went"))
        self.add(GoalBar(detail))
        if detail.sentence:
            self.add(6)
            self.add(Label(detail.sentence, TextStyle.CAPTION, "text2", wrap=True))
        self.add_section(_("History"))
        self.add(Life(detail.segments))

    @staticmethod
    def _newest(detail: IncidentDetail) -> list[HistoryLine]:
        return sorted(detail.history, key=lambda line: -line.step)[:MOST_LINES]

    def _copy(self) -> None:
        if self.detail is not None:
            QGuiApplication.clipboard().setText(self.detail.incident.ticket)


def _change(line: HistoryLine) -> QWidget:
    """One step: what it was called, when and by whom, and each field before and after."""
    who = f"{stamp(line.at)} · {line.author}" if line.author else stamp(line.at)
    made = all(before == "–" for _label, before, _after in line.changes)  # the step that brought the incident
    told = () if made and len(line.changes) > MOST_VALUES // 2 else line.changes
    values = [
        Label(
            _("{field}: {before} → {after}").format(field=label, before=before, after=after),
            TextStyle.CAPTION,
            "text",
            wrap=True,
        )
        for label, before, after in told[:MOST_VALUES]
    ]
    if len(told) > MOST_VALUES:
        n = len(told) - MOST_VALUES
        values.append(
            Label(ngettext("and {n} more", "and {n} more", n).format(n=number(n)), TextStyle.CAPTION, "text2")
        )
    name = Label(line.name, TextStyle.BODY_MEDIUM, wrap=True)
    return boxed(column(name, Label(who, TextStyle.CAPTION, "text2", wrap=True), *values, spacing=2))
