"""Tables written while they are read: pages of rows in, bytes of a file out, and no more than a page or two in memory.

pages.py       the rows, page by page, each page in a view of its own
delimited.py   CSV
workbook.py    XLSX, by way of a file that is removed
parquet.py     Parquet, by row groups
"""
