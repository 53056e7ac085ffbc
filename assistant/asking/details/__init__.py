"""details: what this year's notes lack that a report of the kind would state, and how an answer completes them."""
