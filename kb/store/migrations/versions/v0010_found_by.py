"""Indexes for what one letter asks: which document replaces it, which are of its day, how its file was read, and which
documents another program read or did not place. Without them each letter that is added looks through all there are.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_documents_replaces": ("documents", ["replaces"]),
    "ix_documents_date": ("documents", ["date"]),
    "ix_findings_reader": ("findings", ["reader"]),
    "ix_reports_document_id": ("reports", ["document_id"]),
    "ix_reports_file": ("reports", ["file"]),
}
UNPLACED = sa.text("authorities IS NULL")


def upgrade() -> None:
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns)
    op.create_index("ix_documents_unplaced", "documents", ["id"], postgresql_where=UNPLACED, sqlite_where=UNPLACED)


def downgrade() -> None:
    op.drop_index("ix_documents_unplaced", "documents")
    for name, (table, _) in INDEXES.items():
        op.drop_index(name, table)
