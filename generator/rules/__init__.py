"""The checker: whether a Word document is as Decree 30/2020/NĐ-CP wants it."""
