"""Claims over all sources to allegations, origins and grades."""

from crossbearing.corroborate.copies import trace_copies
from crossbearing.corroborate.material import Material
from crossbearing.corroborate.weigh import weigh_claims

__all__ = ["Material", "trace_copies", "weigh_claims"]
