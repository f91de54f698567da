"""What readers look for by words and names, in the forms that a browser looks it up in."""
