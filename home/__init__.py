"""Home, "Voor jou": what needs this person now, then what is new."""
