"""Review: one pair at a time with its evidence, one verdict at a time.

Queue, filters, session, screens and pages are pure. `clerk` and `deciding` write to the store, `opening` reads the workspace, `keys` and `terminal`
know the terminal, and `plain` goes round between them.
"""
