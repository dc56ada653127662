"""The first workspace: incidents, segments, teams, names, targets, calendars, settings and the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('saved_filter',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('filter', sa.Text(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_filter')),
        sa.UniqueConstraint('name', name=op.f('uq_saved_filter_name')),
        sqlite_autoincrement=True
        )
    op.create_table('setting',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('key', sa.Text(), nullable=False),
        sa.Column('value', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_setting')),
        sa.UniqueConstraint('key', name=op.f('uq_setting_key')),
        sqlite_autoincrement=True
        )
    op.create_table('source',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('as_of', sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_source')),
        sa.UniqueConstraint('name', name=op.f('uq_source_name')),
        sqlite_autoincrement=True
        )
    op.create_table('step',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.Column('at', sa.Integer(), nullable=False),
        sa.Column('kind', sa.Text(), nullable=False),
        sa.Column('reverts', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(['reverts'], ['step.id'], name=op.f('fk_step_reverts')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_step')),
        sa.UniqueConstraint('reverts', name=op.f('uq_step_reverts')),
        sqlite_autoincrement=True
        )
    op.create_table('support_calendar',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('zone', sa.Text(), nullable=False),
        sa.Column('hours', sa.Text(), nullable=False),
        sa.Column('holidays', sa.Text(), nullable=False),
        sa.Column('valid_from', sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_support_calendar')),
        sqlite_autoincrement=True
        )
    op.create_table('system',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_system')),
        sa.UniqueConstraint('name', name=op.f('uq_system_name')),
        sqlite_autoincrement=True
        )
    op.create_table('system_error',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_system_error')),
        sa.UniqueConstraint('name', name=op.f('uq_system_error_name')),
        sqlite_autoincrement=True
        )
    op.create_table('target_set',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('kind', sa.Text(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_target_set')),
        sa.UniqueConstraint('name', name=op.f('uq_target_set_name')),
        sqlite_autoincrement=True
        )
    op.create_table('team',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('side', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_team')),
        sa.UniqueConstraint('name', name=op.f('uq_team_name')),
        sqlite_autoincrement=True
        )
    op.create_table('bulk_change',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('step_id', sa.Integer(), nullable=False),
        sa.Column('seq', sa.Integer(), nullable=False),
        sa.Column('table_name', sa.Text(), nullable=False),
        sa.Column('first_id', sa.Integer(), nullable=False),
        sa.Column('last_id', sa.Integer(), nullable=False),
        sa.Column('before', sa.LargeBinary(), nullable=True),
        sa.Column('after', sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_bulk_change_step_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_bulk_change'))
        )
    op.create_index(op.f('ix_bulk_change_step_id'), 'bulk_change', ['step_id'], unique=False)
    op.create_table('change',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('step_id', sa.Integer(), nullable=False),
        sa.Column('seq', sa.Integer(), nullable=False),
        sa.Column('table_name', sa.Text(), nullable=False),
        sa.Column('row_id', sa.Integer(), nullable=False),
        sa.Column('before', sa.Text(), nullable=True),
        sa.Column('after', sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_change_step_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_change'))
        )
    op.create_index(op.f('ix_change_step_id'), 'change', ['step_id'], unique=False)
    op.create_index(op.f('ix_change_table_name_row_id'), 'change', ['table_name', 'row_id'], unique=False)
    op.create_table('import_run',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('file_name', sa.Text(), nullable=False),
        sa.Column('file_hash', sa.Text(), nullable=False),
        sa.Column('at', sa.Integer(), nullable=False),
        sa.Column('source_id', sa.Integer(), nullable=False),
        sa.Column('counts', sa.Text(), nullable=False),
        sa.Column('step_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['source_id'], ['source.id'], name=op.f('fk_import_run_source_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_import_run')),
        sqlite_autoincrement=True
        )
    op.create_table('incident',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('source_id', sa.Integer(), nullable=True),
        sa.Column('ticket', sa.Text(), nullable=False),
        sa.Column('title', sa.Text(), nullable=False),
        sa.Column('classification', sa.Integer(), nullable=False),
        sa.Column('status', sa.Integer(), nullable=False),
        sa.Column('pause_reason', sa.Integer(), nullable=False),
        sa.Column('team_id', sa.Integer(), nullable=True),
        sa.Column('system_id', sa.Integer(), nullable=True),
        sa.Column('system_error_id', sa.Integer(), nullable=True),
        sa.Column('opened_at', sa.Integer(), nullable=False),
        sa.Column('acknowledged_at', sa.Integer(), nullable=True),
        sa.Column('restored_at', sa.Integer(), nullable=True),
        sa.Column('resolved_at', sa.Integer(), nullable=True),
        sa.Column('first_resolved_at', sa.Integer(), nullable=True),
        sa.Column('closed_at', sa.Integer(), nullable=True),
        sa.Column('release_related', sa.Integer(), nullable=False),
        sa.Column('exclusion', sa.Integer(), nullable=False),
        sa.Column('reopens', sa.Integer(), nullable=False),
        sa.Column('extra', sa.Text(), nullable=True),
        sa.Column('digest', sa.Text(), nullable=True),
        sa.Column('deleted_at', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(['source_id'], ['source.id'], name=op.f('fk_incident_source_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_incident')),
        sa.UniqueConstraint('source_id', 'ticket', name=op.f('uq_incident_source_id_ticket')),
        sqlite_autoincrement=True
        )
    op.create_index(op.f('ix_incident_changed_in'), 'incident', ['changed_in'], unique=False)
    op.create_table('target',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('target_set_id', sa.Integer(), nullable=False),
        sa.Column('classification', sa.Integer(), nullable=False),
        sa.Column('value', sa.Float(), nullable=False),
        sa.Column('unit', sa.Text(), nullable=False),
        sa.Column('valid_from', sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(['target_set_id'], ['target_set.id'], name=op.f('fk_target_target_set_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_target')),
        sqlite_autoincrement=True
        )
    op.create_table('segment',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('incident_id', sa.Integer(), nullable=False),
        sa.Column('from_at', sa.Integer(), nullable=False),
        sa.Column('to_at', sa.Integer(), nullable=True),
        sa.Column('status', sa.Integer(), nullable=False),
        sa.Column('team_id', sa.Integer(), nullable=True),
        sa.Column('pause_reason', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['incident_id'], ['incident.id'], name=op.f('fk_segment_incident_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_segment')),
        sqlite_autoincrement=True
        )
    op.create_index(op.f('ix_segment_changed_in'), 'segment', ['changed_in'], unique=False)
    op.create_index(op.f('ix_segment_incident_id'), 'segment', ['incident_id'], unique=False)
    op.execute(
        "CREATE VIRTUAL TABLE incident_text USING fts5"
        "(ticket, title, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2')"
    )
