"""What PDF and .docx share: whom we trust, whose a certificate is, and what is said of it."""
