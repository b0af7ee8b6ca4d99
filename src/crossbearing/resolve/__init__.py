"""Names to actors and places, with reasons and runners-up."""
