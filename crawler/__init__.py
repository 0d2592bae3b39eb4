"""The Scrapy project: where releases are found, how a page is read, how it reaches the archive."""
