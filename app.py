"""The app for `streamlit run app.py`; `procesanalyse app` starts the same pages."""

import os

import streamlit as st

from procesanalyse.ui.app import DEMO, PROJECT_VARIABLE, SCRIPT, parts

os.environ.setdefault(PROJECT_VARIABLE, DEMO)

app = st.App(SCRIPT, **parts())
