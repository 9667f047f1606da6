"""Taking a batch back: its facts go, the rows that it replaced come back, and rows derived for it alone go too.

One transaction takes out the batch and whatever rests on it: the batches that lost scopes to it, and those whose facts
use a reference row with a value that may be its own, become pending again. The build that follows judges and loads
them, as if the batch had never been. A crash in between is finished by the next run.
"""
