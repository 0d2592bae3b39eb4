"""Time: the daemon, its jobs, the polling pace, the single-instance lock."""
