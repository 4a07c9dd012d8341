"""Papers: what the papers of a secretariat say, as values; nothing here knows the format of a file."""
