"""An invented programme of 140 tasks for ministries, and a report of 37 rows on it, with gold.

The shape is that of a national programme and its progress report (seven groups, rows that quote,
reword or add to the programme, states typed in words); every name and sentence is invented.
"""
