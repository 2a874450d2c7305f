"""Polls and events of the network, who comes to them, and who was there."""
