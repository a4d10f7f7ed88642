"""The command line: its commands, what they show to people, and the skeleton of a new pack.

Needs click, which comes with the extra ``cli``.
"""
