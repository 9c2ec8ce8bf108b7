"""Many people at work in one app: sessions as a browser keeps them, and the measurement."""
