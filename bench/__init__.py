"""Synthetic sites of any size, and how long builders take over them."""
