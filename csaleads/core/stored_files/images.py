"""Images, walked from part to part to where they end. An image is whole if that is where the file ends."""

import re
import struct
from collections.abc import Callable
from typing import BinaryIO

from csaleads.core.stored_files.kinds import NotTaken, Reason

Walk = Callable[[BinaryIO], int]  # from the beginning of an image to the position behind its last byte
MOST_PARTS = 200_000
JPEG_MARKER = re.compile(
    rb"\xff[^\x00\xd0-\xd7\xff]"
)  # within the picture's data: not stuffing, restart or fill
JPEG_END = 0xD9
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
JPEG_SCAN = 0xDA
WEBP_FIRST = (b"VP8 ", b"VP8L", b"VP8X")


def require_whole(walk: Walk, stream: BinaryIO, size: int) -> None:
    """The image ends with the file; else NotTaken: damaged where it does not end, two in one where something follows."""
    try:
        end = walk(stream)
    except (struct.error, IndexError):
        raise NotTaken(Reason.DAMAGED) from None
    if end > size:
        raise NotTaken(Reason.DAMAGED)
    if end < size:
        raise NotTaken(Reason.TWO_IN_ONE)


def end_of_png(stream: BinaryIO) -> int:
    """Behind IEND. NotTaken where IHDR does not come first."""
    position = 8
    for number in range(MOST_PARTS):
        stream.seek(position)
        length, name = struct.unpack(">I4s", stream.read(8))
        if (name == b"IHDR") != (number == 0):
            break
        position += 12 + int(length)
        if name == b"IEND":
            return position
    raise NotTaken(Reason.DAMAGED)


def end_of_webp(stream: BinaryIO) -> int:
    """Where the RIFF container says that it ends."""
    _, length, form, first = struct.unpack("<4sI4s4s", stream.read(16))
    if form != b"WEBP" or first not in WEBP_FIRST:
        raise NotTaken(Reason.UNKNOWN)
    return 8 + int(length)


def end_of_gif(stream: BinaryIO) -> int:
    """Behind the trailer."""
    flags = struct.unpack("<6sHHBBB", stream.read(13))[3]
    stream.seek(_colours(flags), 1)
    for _ in range(MOST_PARTS):
        introducer = stream.read(1)
        if introducer == b"\x3b":
            return stream.tell()
        if introducer == b"\x2c":
            stream.seek(_colours(struct.unpack("<HHHHB", stream.read(9))[4]) + 1, 1)
        elif introducer == b"\x21":
            stream.seek(1, 1)
        else:
            break
        _skip_gif_blocks(stream)
    raise NotTaken(Reason.DAMAGED)


def _colours(flags: int) -> int:
    """Bytes of the table of colours that `flags` announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _skip_gif_blocks(stream: BinaryIO) -> None:
    while length := stream.read(1)[0]:
        stream.seek(length, 1)


def end_of_jpeg(stream: BinaryIO) -> int:
    """Behind the marker that ends the picture. NotTaken where it has no frame."""
    data = stream.read()
    position, has_frame = 2, False
    for _ in range(MOST_PARTS):
        marker, position = _next_jpeg_marker(data, position)
        if marker == JPEG_END and has_frame:
            return position
        has_frame = has_frame or marker in JPEG_FRAMES
        position += struct.unpack_from(">H", data, position)[0]
        if marker == JPEG_SCAN:
            found = JPEG_MARKER.search(data, position)
            position = found.start() if found else len(data)
    raise NotTaken(Reason.DAMAGED)


def _next_jpeg_marker(data: bytes, position: int) -> tuple[int, int]:
    """The marker at `position`, which fill bytes may precede, and the position behind it."""
    if data[position] != 0xFF:
        raise NotTaken(Reason.DAMAGED)
    while data[position] == 0xFF:
        position += 1
    return data[position], position + 1
