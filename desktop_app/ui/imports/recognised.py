"""What was recognised, one fact a line, each with the way to change it; the time zone is chosen in its line.

What is plain stands behind a link of the last line; it gets a line of its own when there is something to look at.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.imports import Field, ImportReview, Policy
from desktop_app.domain.language import _, ngettext, number
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports import words
from desktop_app.ui.imports.file_words import file_fact
from desktop_app.ui.imports.side_lists import policy_label
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import Item, boxed, column, row
from desktop_app.ui.widgets.painting import rule
from desktop_app.ui.widgets.zone_field import ZoneField

CAPTION = 112
LINE = 35


_QUIET = ("file", "states", "systems", "profile")


class _Fact(QWidget):
    """Caption, fact and link on a rule."""

    def __init__(self, caption: str, link: Link | None = None, field: QWidget | None = None) -> None:
        super().__init__()
        self.fact = Label("", wrap=True)
        named = Label(caption, tone="text2")
        named.setFixedWidth(max(theme().px(CAPTION), named.sizeHint().width() + theme().px(8)))
        named.setBuddy(field or self.fact)
        parts: list[Item] = [named, 4]
        if field is not None:
            parts += [4, field, 6]
        after: list[Item] = [12, link] if link else []
        line = row(*parts, (self.fact, 1), *after, spacing=0)
        line.setContentsMargins(0, theme().px(1), 0, theme().px(2))
        self.setLayout(line)
        self.fact.setMargin(theme().px(4))  # room above and below a fact of two lines
        self.setMinimumHeight(theme().px(LINE))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rule(painter, 0, self.height() - 1, self.width(), theme().tokens.line)
        painter.end()


class _More(QWidget):
    """The facts without a line of their own, as links beside each other."""

    def __init__(self, caption: str, links: tuple[Link, ...]) -> None:
        super().__init__()
        named = Label(caption, tone="text2")
        named.setFixedWidth(max(theme().px(CAPTION), named.sizeHint().width() + theme().px(8)))
        held = boxed(row(*links, None, spacing=20))
        self.setLayout(row(named, 8, (held, 1), spacing=0))
        self.setMinimumHeight(theme().px(LINE))


class Recognised(QWidget):
    """``wanted`` names the pane to open; ``zone_chosen`` tells another time zone."""

    wanted = Signal(str)
    zone_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zone = ZoneField()
        self.zone.chosen.connect(self.zone_chosen)
        self.zone.unknown.connect(self._say_unknown)
        captions = {
            "file": _("File"),
            "columns": _("Columns"),
            "dates": _("Dates"),
            "zone": _("Time zone"),
            "classification": _("Classification"),
            "states": _("Status"),
            "teams": _("Teams"),
            "systems": _("Systems"),
            "persons": _("Persons"),
            "duplicates": _("Known tickets"),
            "suspects": _("Possible duplicates"),
            "profile": _("Kept answers"),
        }
        others = {"duplicates": _("See what changes"), "suspects": _("See them")}
        changes = {name: self._link(name, each, others.get(name, _("Change"))) for name, each in captions.items()}
        self._plain = {name: self._link(name, captions[name], captions[name]) for name in _QUIET}
        self._changes = changes
        self._facts = {name: _Fact(each, changes[name]) for name, each in captions.items() if name != "zone"}
        self._facts["zone"] = _Fact(captions["zone"], field=self.zone)
        self._more = _More(_("More"), tuple(self._plain.values()))
        self._notes = column(spacing=6)
        self._note_labels: list[Label] = []
        lines = [self._facts[name] for name in captions]
        self.setLayout(column(SectionHeader(_("What we recognised")), 4, *lines, self._more, self._notes, None))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @property
    def links(self) -> dict[str, Link]:
        """The link of each pane that can be seen now, or could be when its line is of any use."""
        return {n: self._plain[n] if self._facts[n].isHidden() and n in self._plain else k
                for n, k in self._changes.items() if n != "zone"}  # fmt: skip

    def show_review(self, review: ImportReview, policy: Policy) -> None:
        for name, fact in _facts(review, policy).items():
            self._facts[name].fact.setText(fact)
        shown = _own_lines(review, policy)
        for name, line in self._facts.items():
            line.setVisible(name in shown)
        useful = {"file", "profile"} | ({"states"} if review.states else set())
        useful |= {"systems"} if review.systems else set()
        for name, link in self._plain.items():
            link.setVisible(name not in shown and name in useful)
        self._more.setVisible(any(not link.isHidden() for link in self._plain.values()))
        self._changes["dates"].setEnabled(bool(review.dates))
        self._changes["classification"].setEnabled(bool(review.priorities))
        self._changes["teams"].setEnabled(bool(review.teams))
        self._changes["persons"].setEnabled(any(each.field is Field.PERSON for each in review.columns))
        self.zone.show_zone(review.time_zone)
        self._show_notes(review.notes)

    def fact(self, name: str) -> str:
        """The fact as it is shown."""
        return self._facts[name].fact.text()

    def _link(self, name: str, caption: str, shown: str) -> Link:
        link = Link(
            shown, style=TextStyle.CAPTION_MEDIUM, tip=_("Look at it, and change it: {what}").format(what=caption)
        )
        link.setAccessibleName(_("Change: {what}").format(what=caption))
        link.clicked.connect(partial(self.wanted.emit, name))
        return link

    def _show_notes(self, notes: tuple[str, ...]) -> None:
        while len(self._note_labels) < len(notes):
            label = Label("", TextStyle.CAPTION, "text2", wrap=True)
            self._note_labels.append(label)
            self._notes.addWidget(label)
        for place, label in enumerate(self._note_labels):
            label.setText(notes[place] if place < len(notes) else "")
            label.setVisible(place < len(notes))
        self._notes.setContentsMargins(0, theme().px(10 if notes else 0), 0, 0)

    def _say_unknown(self, typed: str) -> None:
        told = _("There is no time zone “{zone}”.").format(zone=typed)
        self._facts["zone"].fact.setText(told)


def _facts(review: ImportReview, policy: Policy) -> dict[str, str]:
    return {
        "file": file_fact(review),
        "columns": words.columns_fact(review.columns),
        "dates": words.dates_fact(review.dates),
        "zone": words.zone_fact(review),
        "classification": words.classification_fact(review.priorities),
        "states": words.states_fact(review.states),
        "teams": words.teams_fact(review.teams),
        "systems": words.systems_fact(review.systems),
        "persons": words.persons_fact(review.columns, review.people),
        "duplicates": duplicates_fact(review, policy),
        "suspects": suspects_fact(review),
        "profile": words.profile_fact(review.profile),
    }


def _own_lines(review: ImportReview, policy: Policy) -> set[str]:
    """What has a line: the six facts of every list, and of the rest what there is something to look at."""
    shown = {"columns", "dates", "zone", "classification", "teams", "persons"}
    if len(review.sheets) > 1 or review.hidden_rows or not review.encoding_sure:
        shown.add("file")
    if any(state.meaning is None for state in review.states):
        shown.add("states")
    if any(system.like and not system.known for system in review.systems):
        shown.add("systems")
    if differing(review, policy):
        shown.add("duplicates")
    if review.suspects:
        shown.add("suspects")
    if review.profile:
        shown.add("profile")
    return shown


def differing(review: ImportReview, policy: Policy) -> bool:
    """Whether tickets of the file are stored already and differ; another policy than the usual shows that they do."""
    return bool(review.counts.changed or review.changed_fields or policy is not Policy.UPDATE)


def duplicates_fact(review: ImportReview, policy: Policy) -> str:
    """``12 tickets differ from what is stored: update them``"""
    n, chosen = review.counts.changed, policy_label(policy)
    chosen = chosen[:1].lower() + chosen[1:]
    if not n:
        return chosen
    told = ngettext(
        "{n} ticket differs from what is stored: {policy}", "{n} tickets differ from what is stored: {policy}", n
    )
    return told.format(n=number(n), policy=chosen)


def suspects_fact(review: ImportReview) -> str:
    n = len(review.suspects)
    told = ngettext("{n} incident may be the same as another", "{n} incidents may be the same as others", n)
    return told.format(n=number(n))
