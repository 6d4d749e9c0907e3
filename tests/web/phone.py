"""A phone in a workshop, without a browser."""

from __future__ import annotations

from dataclasses import dataclass

from streamlit.testing.v1 import AppTest

from assess.core.workshop import Change, Stage, plan_for
from assess.store import Store, new_secret
from assess.web.resources import library
from assess.web.rooms.fields import kept

PULSE = library()["pulse"]


@dataclass
class Workshop:
    """One phone and its facilitator."""

    store: Store
    owner: str
    id: str
    phone: str

    def move(self, *changes: Change) -> None:
        for change in changes:
            self.store.move_to(self.owner, self.id, self.store.room(self.owner, self.id).revision, change)

    def to(self, stage: Stage) -> None:
        while self.store.room(self.owner, self.id).position.stage is not stage:
            self.move("next")


def in_workshop(store: Store, device: str) -> Workshop:
    """A workshop with the pulse, in its lobby, that this phone has joined."""
    owner = new_secret()
    made = store.create_workshop(
        owner, title="Day", company="Acme", questionnaire=kept(PULSE), plan=plan_for(PULSE.questionnaire)
    )
    store.follow_code(device, store.open_room(owner, made.id))
    store.begin(device, made.id, language="en")
    return Workshop(store, owner, made.id, device)


def room(workshop: Workshop) -> AppTest:
    """The room's page as this phone opens it."""

    def script() -> None:
        from assess.web.navigation import Room, page
        from assess.web.rooms.room import body

        import streamlit as st  # isort: skip

        st.navigation([page(each) for each in Room], position="hidden")
        body()

    app = AppTest.from_function(script, default_timeout=60)
    app.query_params["a"] = workshop.id
    app.query_params["lang"] = "en"
    return app.run()
