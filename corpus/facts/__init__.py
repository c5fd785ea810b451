"""What is known of a document: its title, number, issuer, dates, status and term, read or written beside it."""
