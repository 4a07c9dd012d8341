"""The steps, oldest first; the file name carries the order."""
