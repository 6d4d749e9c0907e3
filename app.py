"""The app: `streamlit run app.py` finds it."""
