"""From what a reader found to the canonical text: characters, furniture, broken and lost lines, paragraphs, pages."""
