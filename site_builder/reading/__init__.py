"""Files of a site → records of the model, each file by itself."""
