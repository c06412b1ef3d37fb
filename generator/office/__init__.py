"""Programs and fonts of the office: LibreOffice, PDF through it, the fonts it used."""
