"""Addresses to hand out: absolute, as the browser sees this app, or as ASSESS_URL says where a proxy hides it."""

from __future__ import annotations

import os
from urllib.parse import urlencode, urlsplit

import streamlit as st


def base() -> str:
    """Where this app is, without a slash at the end."""
    told = os.environ.get("ASSESS_URL", "").strip().rstrip("/")
    seen = urlsplit(str(st.context.url or "http://localhost:8501"))
    return told or f"{seen.scheme}://{seen.netloc}"


def of_token(token: str) -> str:
    """The link that a token opens."""
    return f"{base()}/a/{token}"


def of_code(code: str) -> str:
    """Where a workshop's code leads: into its room."""
    return f"{base()}/j/{code}"


def spoken(code: str) -> str:
    """A code as it is read out: in two groups of four."""
    return f"{code[:4]} {code[4:]}"


def of_room(assessment_id: str) -> str:
    """A workshop's room, for those who have joined."""
    return f"{base()}/room?{urlencode({'a': assessment_id})}"
