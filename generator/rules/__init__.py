"""The checker: is a Word document as Decree 30/2020/NĐ-CP wants it? One file per family of rules."""
