"""Danish for the words Streamlit writes by itself: it offers no translation of its own.

A script watches the page and replaces known texts and labels; what a page, a log or a file
says stands in Markdown, tables and pictures, which it leaves alone.
"""

from __future__ import annotations

import streamlit as st

from procesanalyse.texts.screens import builtin

_SCRIPT = """
const LABELS = ["aria-label", "title", "placeholder"];
const OURS = "[data-testid=stMarkdownContainer], table, svg, script, style, noscript, option, [role=option]";
const ICON = "[data-testid=stIconMaterial]";

function isOurs(element) {
  return element.closest(ICON) || (element.closest(OURS) && !element.closest("[data-testid=stFileUploader]"));
}

function translated(text, { words, patterns }) {
  const known = words[text];
  if (known !== undefined) return known;
  const [start, ...rest] = text.split(": ");
  if (rest.length && words[start] !== undefined) return `${words[start]}: ${rest.join(": ")}`;
  for (const [pattern, instead] of patterns) {
    const found = new RegExp(pattern);
    if (found.test(text)) return text.replace(found, instead);
  }
  return text;
}

function sweep(root, data) {
  const elements = root.querySelectorAll ? [root, ...root.querySelectorAll("*")] : [];
  for (const element of elements) {
    for (const label of LABELS) {
      const value = element.getAttribute(label);
      if (!value) continue;
      const danish = translated(value, data);
      if (danish !== value) element.setAttribute(label, danish);
    }
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType !== Node.TEXT_NODE || !node.parentElement || isOurs(node.parentElement)) continue;
    const text = node.nodeValue.trim();
    const danish = text && translated(text, data);
    if (danish && danish !== text) node.nodeValue = danish;
  }
}

export default function ({ data }) {
  sweep(document.body, data);
  const watch = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach((node) => sweep(node, data));
      else sweep(change.target, data);
    }
  });
  watch.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: LABELS,
  });
  return () => watch.disconnect();
}
"""


def speak_danish() -> None:
    """Replace Streamlit's own English words on the page, now and whenever it changes."""
    words = {"words": builtin.WORDS, "patterns": [list(pair) for pair in builtin.PATTERNS]}
    watcher = st.components.v2.component("danish", html="<span></span>", js=_SCRIPT)
    watcher(data=words, key="danish", height=0)
