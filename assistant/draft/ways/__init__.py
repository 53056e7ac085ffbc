"""Ways of writing without a model: from this year's facts, from last year's text, from passages of other organs."""
