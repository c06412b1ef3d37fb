"""The country: its units on any day, and the kinds of bodies that units have.

`apparatus` reads the kinds of bodies (plans/danh-muc/bo-may.toml), `bodies` recognises
them in words.
"""
