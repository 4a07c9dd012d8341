"""The full screen: the session drawn by Textual, with the same keys, pages and words as line by line; only this package knows Textual.

`paint` makes strips of the lines of a screen, `page` shows them, `app` hands on keys and goes round between session and terminal.
"""
