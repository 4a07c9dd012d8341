"""Themes: definitions that people edit, read as documents so that subtopics are mapped like any text."""

from mapper.themes.nouns import Subtopic, Theme
from mapper.themes.reading import load, notes, parse, undefined
from mapper.themes.texts import documents
from mapper.themes.writing import written

__all__ = ["Subtopic", "Theme", "documents", "load", "notes", "parse", "undefined", "written"]
