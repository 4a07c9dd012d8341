"""Review: show one pair at a time with its evidence, take one verdict at a time; nothing here knows the store."""
