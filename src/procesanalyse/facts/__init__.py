"""Facts of one log: rows about cases, transitions, handovers and load, alike for real and simulated logs.

Facts are counted over `EventLog.steps` (milestones left out). Rows of partitions of a log cut by case
concatenate to the rows of the whole.
"""
