"""The blueprint on which every journey of this room registers its pages, behind the gate of the network."""

from flask import Blueprint

from csaleads.network.gate import install_gate

blueprint = Blueprint("forum", __name__)

install_gate(blueprint)
