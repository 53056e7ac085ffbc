"""The web application: thin pages over the desk. `session` alone touches Streamlit's session state."""
