"""refill keeps a warehouse's reference tables full, so that facts always load."""
