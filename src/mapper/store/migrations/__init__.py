"""Numbered steps from one shape of the store to the next, each in a transaction of its own."""
