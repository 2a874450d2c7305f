"""Kinds of concern and ages, as requests, topics and cases of learning days choose from them."""

from enum import StrEnum


class Concern(StrEnum):
    """The six kinds of concern with which colleagues come."""

    INTRA_FAMILIAL = "intra_familial"
    EXTRA_FAMILIAL = "extra_familial"
    CHILD_SEXUAL_EXPLOITATION = "child_sexual_exploitation"
    HARMFUL_SEXUAL_BEHAVIOUR = "harmful_sexual_behaviour"
    ONLINE = "online"
    PEER_ON_PEER = "peer_on_peer"

    @property
    def label(self) -> str:
        return CONCERN_LABELS[self]


CONCERN_LABELS = {
    Concern.INTRA_FAMILIAL: "In the family",
    Concern.EXTRA_FAMILIAL: "Outside the family",
    Concern.CHILD_SEXUAL_EXPLOITATION: "Child sexual exploitation",
    Concern.HARMFUL_SEXUAL_BEHAVIOUR: "Harmful sexual behaviour by a child",
    Concern.ONLINE: "Online",
    Concern.PEER_ON_PEER: "Between children of similar age",
}


class AgeBand(StrEnum):
    """How old the child is, as broadly as it is asked."""

    UNDER_5 = "under_5"
    FROM_5_TO_7 = "5_to_7"
    FROM_8_TO_10 = "8_to_10"
    FROM_11_TO_13 = "11_to_13"
    FROM_14_TO_15 = "14_to_15"
    FROM_16_TO_17 = "16_to_17"
    SEVERAL_CHILDREN = "several_children"

    @property
    def label(self) -> str:
        return AGE_LABELS[self]


AGE_LABELS = {
    AgeBand.UNDER_5: "Under 5",
    AgeBand.FROM_5_TO_7: "5 to 7",
    AgeBand.FROM_8_TO_10: "8 to 10",
    AgeBand.FROM_11_TO_13: "11 to 13",
    AgeBand.FROM_14_TO_15: "14 to 15",
    AgeBand.FROM_16_TO_17: "16 to 17",
    AgeBand.SEVERAL_CHILDREN: "Several children of different ages",
}
