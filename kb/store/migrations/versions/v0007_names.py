"""Decisions about the names of bodies. They stand among the others, without anchors: nothing changes in the tables, and
programs before this one cannot read them.

Revision ID: 0007
Revises: 0006
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    op.execute("DELETE FROM decisions WHERE CAST(anchors AS TEXT) = '[]'")
