"""A scorecard as figures to look at: geometry and labels first, then the screen's drawing of them."""
