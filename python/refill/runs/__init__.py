"""The main job: its steps, its selection, its report, and its work folder."""
