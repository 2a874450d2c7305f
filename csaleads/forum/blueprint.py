"""The blueprint on which every journey of this room registers its pages, behind the gate of the network."""

from flask import Blueprint

from csaleads.network import ways
from csaleads.network.gate import install_gate

blueprint = Blueprint("forum", __name__)

install_gate(blueprint, open_to_suspended=("forum.my_acts", "forum.appeal"))
ways.register(ways.Way(90, "Acts that concern you", "forum.my_acts"))
