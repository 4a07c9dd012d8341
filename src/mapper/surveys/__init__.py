"""Surveys: what `themes`, `areas` and `gaps` say, as lines for a person and as objects for a program."""
