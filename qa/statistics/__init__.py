"""How wrong is the machine, and is a difference real: pure functions of figures, with intervals.

No figure comes without its interval and its number of calls; where there is too little data, it says so. A seed is
an argument wherever chance is used.
"""
