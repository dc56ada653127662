"""Which answer of the page goes to which setter of the work."""

from __future__ import annotations

from desktop_app.ui.imports.answering import Answering
from desktop_app.ui.imports.states import ImportView


def answers(view: ImportView, work: Answering) -> None:
    """Every way to answer, on the page and in its panes."""
    editors, review, lists = view.editors, view.review, view.lists
    for signal, setter in (
        (review.zone_chosen, work.set_zone),
        (review.refused.accepted, work.accept_fix),
        (review.refused.taken_back, work.take_back_fix),
        (review.trust.chosen, work.leave_out),
        (lists.left_out, work.leave_out),
        (lists.policy_chosen, work.set_policy),
        (editors.fields_chosen, work.set_field),
        (editors.order_chosen, work.set_order),
        (editors.order_of_chosen, work.set_date_order_of),
        (editors.zone_chosen, work.set_zone),
        (editors.sheet_chosen, work.set_sheet),
        (editors.header_row_chosen, work.set_header_row),
        (editors.encoding_chosen, work.set_encoding),
        (editors.delimiter_chosen, work.set_delimiter),
        (editors.hidden_rows_chosen, work.set_hidden_rows),
        (editors.classification_chosen, work.set_classification),
        (editors.state_chosen, work.set_state),
        (editors.side_chosen, work.set_side),
        (editors.team_chosen, work.set_team),
        (editors.system_chosen, work.set_system),
        (editors.persons_chosen, work.set_persons),
    ):
        signal.connect(setter)
