"""What pages show as pictures: from cards to shapes, which templates draw."""
