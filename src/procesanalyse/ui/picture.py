"""An SVG of our own on a page: its text stays text, its hover titles work, nothing is fetched.

Streamlit's `html` drops SVG and `image` makes it a picture without text.
"""

from __future__ import annotations

from typing import Literal

import streamlit as st

_STYLE = ".picture { overflow-x: auto; } .picture svg { display: block; font-family: inherit; }"

#: Draws only when the SVG has changed. The SVG is made by `report`, which escapes all names.
_SCRIPT = """
export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".picture");
  if (place.dataset.key !== data.key) {
    place.innerHTML = data.svg;
    place.dataset.key = data.key;
  }
}
"""


def show(svg: str, key: str, width: Literal["stretch", "content"] = "stretch") -> None:
    """Draw the SVG; `key` names the place on the page."""
    drawn = st.components.v2.component("picture", html='<div class="picture"></div>', css=_STYLE, js=_SCRIPT)
    drawn(data={"svg": svg, "key": str(hash(svg))}, key=key, width=width)
