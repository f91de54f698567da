"""What an author does besides building, one module a command."""
