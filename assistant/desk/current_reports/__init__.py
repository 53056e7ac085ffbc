"""Reports in work at the desk: started, opened, changed piece by piece, and filled from spreadsheets."""
