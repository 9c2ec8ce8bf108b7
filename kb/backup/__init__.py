"""Backups of a knowledge base: `writing`, proving that one is whole (`reading`), and `restoring`."""
