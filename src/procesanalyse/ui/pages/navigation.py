"""The script behind every page view: the top bar, the mark of practice data, the chosen page.

It lies among the pages, since Streamlit takes a folder `pages` beside its script for a navigation
of its own and then greets every direct address with "page not found".
"""

from __future__ import annotations

import streamlit as st

from procesanalyse.errors import UnusableInput
from procesanalyse.texts.screens import frame
from procesanalyse.ui import layout, theme
from procesanalyse.ui.danish import speak_danish
from procesanalyse.ui.failures import show_faults

st.set_page_config(page_title=frame.TITLE, page_icon=str(theme.FAVICON), layout="wide")
page = st.navigation(layout.pages(), position="top")
try:
    with st.container(gap=None):
        speak_danish()
        layout.banner()
    page.run()
except UnusableInput as error:
    show_faults(error)
