"""Named calendars, the share agreed upon, phases, issued sheets; how an incident was classified, and last seen."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("incident", sa.Column("first_classification", sa.Integer(), nullable=True))
    op.add_column("incident", sa.Column("seen_until", sa.Integer(), nullable=True))
    op.add_column("system", sa.Column("calendar", sa.Text(), nullable=True))
    op.add_column("target_set", sa.Column("agreed_share", sa.Float(), nullable=True))
    op.add_column("support_calendar", sa.Column("name", sa.Text(), nullable=True))
    op.execute(  # older versions took the newest row and never read another
        "DELETE FROM support_calendar WHERE id NOT IN "
        "(SELECT max(id) FROM support_calendar GROUP BY coalesce(valid_from, ''))"
    )
    keys = [sa.text("coalesce(name, '')"), sa.text("coalesce(valid_from, '')")]
    op.create_index("uq_support_calendar_name", "support_calendar", keys, unique=True)
    op.create_table(
        "phase_event",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("changed_in", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("classification", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase_event")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "issued_sheet",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("changed_in", sa.Integer(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.Integer(), nullable=False),
        sa.Column("filter", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_sheet")),
        sqlite_autoincrement=True,
    )
