"""What the words of the project mean: immutable records without input or output."""
