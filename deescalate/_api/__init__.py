"""The rooms people use: a `Deescalator`, and its methods as functions over a default one.

Nothing is imported here: the functions are there at once, the rest when it is first needed.
"""
