"""Parts of 审阅: remarks at their places, kept versions and the trail."""
