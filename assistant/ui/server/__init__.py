"""The web server around the pages: who may connect from where, and what a browser is told not to do with them."""
