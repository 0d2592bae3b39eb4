"""Other people's copies of releases, read from their files: a module a format.

Nothing is stored here: what a page of the web says, only its readers know (the crawler's).
"""
