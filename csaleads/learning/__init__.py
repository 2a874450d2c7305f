"""Learning: the topics of the curriculum, and the resources by which they are learnt. Every edition is kept and comparable."""
