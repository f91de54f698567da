"""What a text tells by itself, as front matter for a person to accept or drop."""
