"""Takes a batch back: its facts go, what it replaced comes back, and what was derived for it alone goes too.

One transaction takes out the batch and whatever rests on it: the batches that gave up scopes to it, and those whose
facts use a reference row that it may have given something to, become pending again. The build that follows judges and
loads them, as if the batch had never been. A crash in between is finished by the next run.
"""
