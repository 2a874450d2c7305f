"""What screening asks of this room: what members write belongs to the network, and is looked at without the words of an area."""

from uuid import UUID, uuid5

from csaleads.screening.service import Subject

ENTRY, CODE = "directory_entry", "code_of_conduct"
OF_PERSON = UUID("2d0f0c4c-6a55-4a92-9f0f-6f0f5f1b7c25")  # the name spaces in which their ids are made
OF_NUMBER = UUID("8f4d5b1e-2c0f-4a57-8a3b-0f3f6f9d0b11")


def entry_subject(person_id: int) -> Subject:
    """Somebody's entry in the directory."""
    return Subject(ENTRY, uuid5(OF_PERSON, str(person_id)), None)


def code_subject(number: int) -> Subject:
    """A version of the code of conduct."""
    return Subject(CODE, uuid5(OF_NUMBER, str(number)), None)
