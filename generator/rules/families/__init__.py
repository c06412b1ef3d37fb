"""The rules themselves, one small file per family; `registry` lists them in order."""
