"""How an incident was repaired, duplicates, comments; drafts, and what a saved view shows."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("incident", sa.Column("workaround", sa.Text(), nullable=True))
    op.add_column("incident", sa.Column("fix", sa.Integer(), nullable=True))
    op.add_column("incident", sa.Column("fix_note", sa.Text(), nullable=True))
    op.add_column("incident", sa.Column("merged_into", sa.Integer(), nullable=True))
    op.create_index(
        op.f("ix_incident_merged_into"),
        "incident",
        ["merged_into"],
        unique=False,
        sqlite_where=sa.text("merged_into IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_incident_deleted_at"),
        "incident",
        ["deleted_at"],
        unique=False,
        sqlite_where=sa.text("deleted_at IS NOT NULL"),
    )
    op.add_column("saved_filter", sa.Column("layout", sa.Text(), nullable=True))
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("changed_in", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_comment_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_comment_incident_id"), "comment", ["incident_id"], unique=False)
    op.create_table(
        "draft",
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("author", "key", name=op.f("pk_draft")),
    )
