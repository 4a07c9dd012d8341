"""Exchange: formats in which other programs read a mapping."""
