"""Tests of the areas room."""
