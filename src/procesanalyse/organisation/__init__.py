"""Organisations: teams, members, working hours, routes."""
