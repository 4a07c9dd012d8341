"""Returns: what people decided in files that were handed out, read back row by row and held against the log."""
