"""When releases are to be expected, learned from those known, and when to look for them.

Pure arithmetic on moments: minutes on the site's wall clock. docs/pace.md has the method.
"""
