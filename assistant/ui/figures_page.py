"""figures_page."""
