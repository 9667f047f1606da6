"""The main job: its steps, what it selects, what it reports, and the folder it works in."""
