"""The commitments as a griffie keeps them: chosen, put in order, taken home as a list, and a kept list read back."""
