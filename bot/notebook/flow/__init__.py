"""The notebook as one flow of pieces, for formats that are laid out by a program: PDF and Word.

HTML and Markdown templates walk the context themselves. A test holds the flow to the context: every text of one is in
the other.
"""

from bot.notebook.flow.booklet import Booklet, after_the_first, anchors, booklet

__all__ = ["Booklet", "after_the_first", "anchors", "booklet"]
