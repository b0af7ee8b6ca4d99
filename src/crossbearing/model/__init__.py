"""What things are: frozen records, made of the standard library only."""
