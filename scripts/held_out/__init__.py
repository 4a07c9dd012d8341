"""Layouts, fonts and producers that the grammar was not written for: how `scripts/measure_trees.py` makes documents that nobody tuned on."""
