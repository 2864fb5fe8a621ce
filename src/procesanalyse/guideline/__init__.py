"""Guidelines: the model, the loader and the only due-date arithmetic."""
