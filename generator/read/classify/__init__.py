"""What each line of a document is: its role, with the reasons."""
