"""What may be learnt of other organs' reports: turns of phrase, layout, and topics to ask about."""
