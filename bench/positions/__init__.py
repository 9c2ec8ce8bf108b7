"""Positions of answers whose passages are given: measured, learnt, and judged with whole documents left out."""
