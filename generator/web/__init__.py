"""Door 2: the workplace in a browser. Pages and forms → Request of a verb; Result → HTML.

Like the command line it decides nothing; unlike it, it serves many people at once.
"""
