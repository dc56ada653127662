"""The inputs of one session, laid out."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.domain.sessions import SessionKind
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.hub.dates import Dates
from desktop_app.ui.hub.hosts import Hosts
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.asking import Asked
from desktop_app.ui.widgets.fields import Combo, Form, LineEdit
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import column
from desktop_app.ui.widgets.tick import TickBox


class SessionInputs(QWidget):
    """``asked`` holds the place under an input for the reason why its value cannot be taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.topic = LineEdit(_("What others learn"), accessible_name=_("Topic"))
        self.kind = Combo([(kind.label, int(kind)) for kind in SessionKind], accessible_name=_("Kind"))
        self.team = Combo(accessible_name=_("Owner"))
        self.team.setPlaceholderText(_("The team that gives it"))
        self.hours = LineEdit(_("2 to 8 hours"), accessible_name=_("Length in hours"))
        self.place = LineEdit(_("Room or link"), accessible_name=_("Place"))
        self.needs = LineEdit(_("What to know before"), accessible_name=_("Needs"))
        self.seats = LineEdit(_("not counted"), accessible_name=_("Seats"))
        self.own_pace = TickBox(_("Also at one's own pace"))
        self.hosts, self.dates = Hosts(), Dates()
        self.hosts.follow(self.hours)
        self.dates.follow(self.own_pace)
        self.asked = {field: Asked(field) for field in (self.topic, self.team, self.hours, self.seats)}
        self._lay_out()

    @property
    def texts(self) -> tuple[LineEdit, ...]:
        return self.topic, self.hours, self.place, self.needs, self.seats

    def _lay_out(self) -> None:
        box = QWidget()
        form = Form(box)
        topic = Label(_("&Topic"), TextStyle.BODY, "text2")
        topic.setBuddy(self.topic)
        form.addRow(topic)
        form.addRow(self.asked[self.topic])  # over the whole width: topics are long
        for caption, field in (
            (_("&Kind"), self.kind),
            (_("&Owner"), self.asked[self.team]),
            (_("&Hours"), self.asked[self.hours]),
            (_("Hosts"), self.hosts),
            (_("&Place"), self.place),
            (_("&Needs"), self.needs),
            (_("&Seats"), self.asked[self.seats]),
        ):
            form.add(caption, field)
            form.labelForField(field).setFixedHeight(theme().px(32))  # beside the first line of a tall field
        form.addRow(self.own_pace)
        headline = Label(_("Dates"), TextStyle.BODY_STRONG)
        self.setLayout(column(box, 16, Rule(), 14, headline, 6, self.dates))
