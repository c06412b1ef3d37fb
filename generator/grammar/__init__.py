"""What a plan orders, read from its sentences: bodies, duties, deadlines, competence, sums.

Pure functions over text; what they know of bodies, holidays and competence is dated data
beside them. Every finding has its span in the text it was read from.
"""
