"""A synthetic family department: people, children, an office that works, and an extract with its faults.

Shares no code with the program that reads its output.
"""
