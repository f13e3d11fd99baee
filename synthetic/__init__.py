"""A made-up house and a year of its calls, whose truths are known: to try the house out, and to hold its statistics to.

Nothing of it was ever said: the source of its recordings is `qa.synthetic.SOURCE`, and their words say so. The same
seed gives the same year.
"""
