"""For each file that machines read a module: the same Archive in, one form out."""
