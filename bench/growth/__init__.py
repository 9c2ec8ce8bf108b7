"""What grows when letters come in: letters for it, and the measurement."""
