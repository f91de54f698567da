"""Files of pictures to what may be published of them: their size, clean bytes, smaller sizes."""
