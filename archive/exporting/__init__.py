"""The archive for other tools, one module a format.

Every ``write`` takes an archive, filters and a binary file, and returns how many items it wrote.
"""
