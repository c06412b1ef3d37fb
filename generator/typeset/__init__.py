"""Lines and pages without an office program: where each word of a plan stands on paper."""
