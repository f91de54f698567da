"""What makes files of the repository that are kept in it."""
