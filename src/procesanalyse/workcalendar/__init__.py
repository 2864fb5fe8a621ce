"""Calendars: public holidays, working days, weekly hours; nothing here knows a rule or a log."""
