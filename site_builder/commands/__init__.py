"""What the command line can do, by who asks for it."""
