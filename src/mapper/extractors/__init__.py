"""Extractors turn files into lines, lines into documents; only this room knows file formats."""
