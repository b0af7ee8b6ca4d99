"""Claims over all sources to allegations, origins and grades."""

from crossbearing.corroborate.material import Material
from crossbearing.corroborate.weigh import weigh_claims

__all__ = ["Material", "weigh_claims"]
