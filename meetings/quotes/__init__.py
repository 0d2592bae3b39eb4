"""Speech in quotation marks, and whose it is."""
