"""Records of a case in SQL."""

from crossbearing.store.check import check_database
from crossbearing.store.search import Hit
from crossbearing.store.store import Store
from crossbearing.store.view import View
from crossbearing.store.writer import CustodyLog, Writer

__all__ = ["CustodyLog", "Hit", "Store", "View", "Writer", "check_database"]
