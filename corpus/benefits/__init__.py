"""What a clause gives, to whom, on which conditions, computed how; and the file in which a person reviews it."""
