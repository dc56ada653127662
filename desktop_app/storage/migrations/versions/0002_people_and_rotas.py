"""People and their absences, rotas with their plans and blocks, sessions; a team's code and minimum."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('team', sa.Column('code', sa.Text(), nullable=True))
    op.add_column('team', sa.Column('minimum', sa.Integer(), nullable=True))
    op.create_table('person',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('team_id', sa.Integer(), nullable=False),
        sa.Column('share', sa.Integer(), nullable=False),
        sa.Column('region', sa.Text(), nullable=False),
        sa.Column('joined_on', sa.Text(), nullable=True),
        sa.Column('left_on', sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_person_team_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
        sqlite_autoincrement=True
        )
    op.create_index(op.f('ix_person_team_id'), 'person', ['team_id'], unique=False)
    op.create_table('absence',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('first_on', sa.Text(), nullable=False),
        sa.Column('last_on', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_absence_person_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_absence')),
        sqlite_autoincrement=True
        )
    op.create_index(op.f('ix_absence_person_id'), 'absence', ['person_id'], unique=False)
    op.create_table('rota',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('from_on', sa.Text(), nullable=False),
        sa.Column('weeks', sa.Integer(), nullable=False),
        sa.Column('slot_weeks', sa.Integer(), nullable=False),
        sa.Column('longest_weeks', sa.Integer(), nullable=False),
        sa.Column('rest_weeks', sa.Integer(), nullable=False),
        sa.Column('team_ids', sa.Text(), nullable=False),
        sa.Column('contact', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_rota')),
        sqlite_autoincrement=True
        )
    op.create_table('rota_role',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('rota_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.Integer(), nullable=False),
        sa.Column('side', sa.Integer(), nullable=False),
        sa.Column('host_id', sa.Integer(), nullable=True),
        sa.Column('places', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['rota_id'], ['rota.id'], name=op.f('fk_rota_role_rota_id')),
        sa.ForeignKeyConstraint(['host_id'], ['team.id'], name=op.f('fk_rota_role_host_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_rota_role')),
        sqlite_autoincrement=True
        )
    op.create_index(op.f('ix_rota_role_host_id'), 'rota_role', ['host_id'], unique=False)
    op.create_index(op.f('ix_rota_role_rota_id'), 'rota_role', ['rota_id'], unique=False)
    op.create_table('plan',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('rota_id', sa.Integer(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('published_at', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(['rota_id'], ['rota.id'], name=op.f('fk_plan_rota_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_plan')),
        sa.UniqueConstraint('rota_id', 'version', name=op.f('uq_plan_rota_id_version')),
        sqlite_autoincrement=True
        )
    op.create_table('block',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('plan_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.Integer(), nullable=False),
        sa.Column('host_id', sa.Integer(), nullable=True),
        sa.Column('from_on', sa.Text(), nullable=False),
        sa.Column('to_on', sa.Text(), nullable=False),
        sa.Column('pinned', sa.Integer(), nullable=False),
        sa.Column('mentor_id', sa.Integer(), nullable=True),
        sa.Column('question', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_block_plan_id')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_block_person_id')),
        sa.ForeignKeyConstraint(['host_id'], ['team.id'], name=op.f('fk_block_host_id')),
        sa.ForeignKeyConstraint(['mentor_id'], ['person.id'], name=op.f('fk_block_mentor_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_block')),
        sqlite_autoincrement=True
        )
    op.create_index(op.f('ix_block_host_id'), 'block', ['host_id'], unique=False)
    op.create_index(op.f('ix_block_mentor_id'), 'block', ['mentor_id'], unique=False)
    op.create_index(op.f('ix_block_person_id'), 'block', ['person_id'], unique=False)
    op.create_index(op.f('ix_block_plan_id'), 'block', ['plan_id'], unique=False)
    op.create_table('session',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('topic', sa.Text(), nullable=False),
        sa.Column('kind', sa.Integer(), nullable=False),
        sa.Column('team_id', sa.Integer(), nullable=False),
        sa.Column('minutes', sa.Integer(), nullable=False),
        sa.Column('place', sa.Text(), nullable=False),
        sa.Column('needs', sa.Text(), nullable=False),
        sa.Column('seats', sa.Integer(), nullable=True),
        sa.Column('own_pace', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_session_team_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_session')),
        sqlite_autoincrement=True
        )
    op.create_index(op.f('ix_session_team_id'), 'session', ['team_id'], unique=False)
    op.create_table('session_host',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('session_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['session_id'], ['session.id'], name=op.f('fk_session_host_session_id')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_session_host_person_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_session_host')),
        sa.UniqueConstraint('session_id', 'person_id', name=op.f('uq_session_host_session_id_person_id')),
        sqlite_autoincrement=True
        )
    op.create_index(op.f('ix_session_host_person_id'), 'session_host', ['person_id'], unique=False)
    op.create_table('session_date',
        sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
        sa.Column('changed_in', sa.Integer(), nullable=False),
        sa.Column('session_id', sa.Integer(), nullable=False),
        sa.Column('starts', sa.Text(), nullable=False),
        sa.Column('zone', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(['session_id'], ['session.id'], name=op.f('fk_session_date_session_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_session_date')),
        sqlite_autoincrement=True
        )
    op.create_index(op.f('ix_session_date_session_id'), 'session_date', ['session_id'], unique=False)
