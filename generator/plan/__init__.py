"""What a plan is: its data, agencies, citations and wording. No Word in here."""
