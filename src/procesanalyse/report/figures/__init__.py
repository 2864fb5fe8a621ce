"""Figures: the only door to Plotly, one file per family.

Every number a person reads is Danish text made here, never by the browser; nothing is told by colour alone;
every figure carries a sentence for those who do not see it (`house.alt_text`) and has its table in
`report.tables`.
"""
