"""The herald: what is told of the archive, to whom, and how it gets there.

``outbox`` decides what is to be said, ``digest`` and ``render`` what it looks like, ``delivery``
sends it through ``telegram`` or ``terminal``. Nothing is imported here: who only reads settings
should not wait for Telegram's library.
"""
