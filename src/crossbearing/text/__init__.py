"""Documents to attributions, mentions, times, events and claims."""
