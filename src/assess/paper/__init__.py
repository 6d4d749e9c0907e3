"""Everything printed: charts as PDF, PNG and SVG, the report as PDF, through Typst in process."""

from assess.paper.charts import chart
from assess.paper.frame import Paper
from assess.paper.glyphs import unprintable
from assess.paper.press import Format
from assess.paper.report import report
from assess.paper.workshop import workshop_report

__all__ = ["Format", "Paper", "chart", "report", "unprintable", "workshop_report"]
