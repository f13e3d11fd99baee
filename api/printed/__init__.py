"""Documents to be printed: what stands in them, in the reader's words, and how it is laid out.

scorecard.py    what stands on a scorecard
labels.py       the words of the form, in Chinese and English
writing.py      times, lengths and figures as people write them
typeset.py      the page: Typst and the font
scorecard.typ   its layout
"""
