"""The levers of the simulation page: ready scenarios, staff, inflow, number of runs."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from procesanalyse.simulation.scenario import Scenario
from procesanalyse.simulation.scenario_writer import scenario_sentences
from procesanalyse.texts.numbers import NotANumber, parse_number
from procesanalyse.texts.screens import frame
from procesanalyse.texts.screens import simulation as texts
from procesanalyse.ui import simulations, state

REPLICATIONS = (3, 5, 10, 20, 30, 50)
USUAL_REPLICATIONS = 5
MOST_POSITIONS = 5


@dataclass(frozen=True)
class Asked:
    """What the visitor wants compared with today."""

    scenarios: tuple[Scenario, ...]
    replications: int


def show(source: state.Source) -> Asked | None:
    """The question once the visitor presses the button and it is a question; None until then."""
    with st.form("levers", border=True):
        ready = _ready(source)
        team, positions = _staff(source)
        left, right = st.columns(2)
        with left:
            typed = st.text_input(
                texts.INFLOW, value="0", help=texts.INFLOW_HELP, persist_state="session", key="inflow"
            )
        with right:
            replications = st.select_slider(
                texts.REPLICATIONS,
                REPLICATIONS,
                value=USUAL_REPLICATIONS,
                help=texts.REPLICATIONS_HELP,
                persist_state="session",
                key="replications",
            )
        pressed = st.form_submit_button(texts.RUN, type="primary", key="run")
    if not pressed:
        return None
    inflow = _percent(typed)
    if inflow is None:
        return None
    own = simulations.own_scenario(team, positions, inflow)
    scenarios = (*ready, *((own,) if own else ()))
    if not scenarios:
        st.warning(texts.NOTHING_CHOSEN)
        return None
    return Asked(scenarios, replications)


def _ready(source: state.Source) -> tuple[Scenario, ...]:
    """The chosen ones of the project's scenarios, each with what it changes."""
    scenarios = source.project.scenarios
    if scenarios:
        st.markdown(f"**{texts.READY}**")
    chosen = []
    for scenario in scenarios:
        if st.checkbox(frame.plain(scenario.name), persist_state="session", key=f"ready_{scenario.name}"):
            chosen.append(scenario)
        with st.expander(texts.WHAT_CHANGES):
            said = scenario_sentences(scenario, source.project.organisation)
            st.markdown(frame.bullets((scenario.question, *said) if scenario.question else said))
    return tuple(chosen)


def _staff(source: state.Source) -> tuple[tuple[str, str] | None, int]:
    teams = {team.id: team.title or team.id for team in source.project.organisation.teams}
    left, right = st.columns(2)
    with left:
        chosen = st.selectbox(
            texts.TEAM,
            ["", *teams],
            format_func=lambda one: teams.get(one, texts.NO_TEAM),
            persist_state="session",
            key="team",
        )
    with right:
        positions = st.slider(
            texts.POSITIONS,
            -MOST_POSITIONS,
            MOST_POSITIONS,
            value=1,
            step=1,
            persist_state="session",
            key="positions",
        )
    return ((chosen, teams[chosen]) if chosen else None), positions


def _percent(typed: str) -> float | None:
    """The typed percentage, said back as it was understood; None and a sentence if it is none."""
    try:
        percent = parse_number(typed.replace("%", "") or "0")
    except NotANumber as error:
        wrong = texts.NOT_A_NUMBER.format(text=frame.plain(typed))
        meant = texts.DID_YOU_MEAN.format(suggestion=error.suggestion)
        st.warning(meant if error.suggestion else wrong)
        return None
    if percent <= -100:
        st.warning(texts.TOO_FEW)
        return None
    if percent:
        st.markdown(texts.understood(percent))
    return percent
