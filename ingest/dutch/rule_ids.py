"""The rules of rules/*.toml that Python names, because more follows from them than their kind tells."""

from __future__ import annotations

from enum import StrEnum


class RuleId(StrEnum):
    """Ids as the rule files write them."""

    ENDORSES = "onderschrijven"
    # recommendations
    OBLIGES = "verplichting"
    DUTY_OF_BOARD = "plicht-van-bestuur"
    IMPORTANT = "belangrijk"
    ASKS_ATTENTION = "aandacht-vragen"
    # requests
    ARE_YOU_WILLING = "bent-u-bereid"
    # positions
    REFUSES_ADVICE = "niet-overgenomen"
    # promises
    PROMISES = "toezeggen"
    ALDERMAN_WILL = "wethouder-zal"
    OFFICE_HOLDER_DOES = "ambtsdrager-doet"
    OFFICE_HOLDER_SAYS = "ambtsdrager-geeft-aan"
    COMES_TO_COUNCIL = "komt-naar-de-raad"
    WILL_INFORM = "zullen-informeren"
    SENDS = "sturen"
    BY_A_DAY = "voor-een-dag"  # acts that bind only by their term
