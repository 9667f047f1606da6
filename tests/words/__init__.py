"""The words of the project: names that were given up, and manners of comments and docstrings, do not come back.

`docs/glossary.md` has the words that are used. The lists are in vocabulary.py; `python -m tests.words` is the check.
"""
