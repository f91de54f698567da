"""For each kind of page a module: its view, made from the archive when it is rendered."""
