"""What was found in sentences and the vectors of texts, made once and kept.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "findings",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("found", sa.LargeBinary(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_findings_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_findings")),
    )
    op.create_table(
        "vectors",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=True),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("embedder", sa.Text(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_vectors_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_vectors")),
    )
    op.create_index(op.f("ix_vectors_document_id"), "vectors", ["document_id"], unique=False)
    op.create_index(op.f("ix_vectors_digest"), "vectors", ["digest"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_vectors_digest"), table_name="vectors")
    op.drop_index(op.f("ix_vectors_document_id"), table_name="vectors")
    op.drop_table("vectors")
    op.drop_table("findings")
