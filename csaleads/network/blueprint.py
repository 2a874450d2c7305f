"""The blueprint on which every journey of this room registers its pages, behind the gate of the network."""

from flask import Blueprint

from csaleads.network.gate import install_gate

blueprint = Blueprint("network", __name__)

install_gate(
    blueprint,
    open_to_all=("network.code", "network.code_versions", "network.code_version", "network.publish_code"),
    open_to_suspended=("network.part", "network.take_off"),
)
