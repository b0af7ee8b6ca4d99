"""Bytes to documents: one reader a format.

`sniff` tells what bytes are, `read_document` reads them with the reader that takes them, and
`Reader` is the interface for formats of your own.
"""

from crossbearing.readers.choice import bundled_readers, choose_reader, claim_of, is_document, read_document
from crossbearing.readers.reader import ENTRY_POINT_GROUP, Reader, ReaderExample
from crossbearing.readers.sniff import HEAD_BYTES, sniff, sniff_file
from crossbearing.readers.text import read_text_file

__all__ = [
    "ENTRY_POINT_GROUP",
    "HEAD_BYTES",
    "Reader",
    "ReaderExample",
    "bundled_readers",
    "choose_reader",
    "claim_of",
    "is_document",
    "read_document",
    "read_text_file",
    "sniff",
    "sniff_file",
]
