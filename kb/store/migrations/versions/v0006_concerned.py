"""What letters are found by and look for, so that a change links no more letters than it concerns. Everything that is
there is linked anew at the next occasion.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "makers",
        sa.Column("link_id", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["links.id"], name=op.f("fk_makers_link_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("link_id", name=op.f("pk_makers")),
    )
    op.create_index(op.f("ix_makers_document_id"), "makers", ["document_id"], unique=False)
    op.create_table(
        "unlinked",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("changed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_unlinked")),
    )
    for name in ("offers", "seeks"):
        more: list[sa.Column[bool]] = [sa.Column("steady", sa.Boolean(), nullable=False)] if name == "offers" else []
        op.create_table(
            name,
            sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column("document_id", sa.String(), nullable=False),
            sa.Column("day", sa.Integer(), nullable=False),
            *more,
            sa.PrimaryKeyConstraint("key", "document_id", name=op.f(f"pk_{name}")),
            sqlite_with_rowid=False,
        )
        op.create_index(op.f(f"ix_{name}_document_id"), name, ["document_id"], unique=False)
    op.create_index(op.f("ix_pages_source"), "pages", ["source"], unique=False)
    with op.batch_alter_table("state") as state:
        state.add_column(sa.Column("marks", sa.Integer(), nullable=False, server_default="1"))
        state.drop_column("linked")
    with op.batch_alter_table("state") as state:
        state.alter_column("marks", server_default=None)
    op.execute(
        "INSERT INTO makers (link_id, document_id, first) SELECT links.id, statements.document_id, true "
        "FROM links JOIN statements ON statements.id = links.source_id"
    )
    op.execute("DELETE FROM links WHERE id NOT IN (SELECT link_id FROM makers)")  # of parts: they are found again
    op.execute("INSERT INTO unlinked (document_id, changed) SELECT id, true FROM documents")
