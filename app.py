"""The app: `streamlit run app.py` finds it, and so does any ASGI server."""

import streamlit as st

from assess.web.failures import show
from assess.web.lifetime import lifespan
from assess.web.middleware import MIDDLEWARE
from assess.web.routes import ROUTES
from assess.web.script import SCRIPT

app = st.App(SCRIPT, routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan, on_script_error=show)

if __name__ == "__main__":
    app.run()
