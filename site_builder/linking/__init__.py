"""All records in, one Archive out; this floor knows neither files nor HTML."""
