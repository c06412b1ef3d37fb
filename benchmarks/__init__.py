"""Speed and memory, measured against other engines on the same content.

`python -m benchmarks [FAMILY…]` runs the families of `benchmarks/families/`.
"""
