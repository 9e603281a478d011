from datetime import datetime, timedelta
from random import Random

from tilth.demo.synthetic.people import END, START

GROWTH = 0.7  # of six years: each has more in it than the one before
SOON_HOURS = 20.0  # in the middle, until somebody replies
WIDE = 2.0  # how far that varies: from minutes to months


def time_of(number: int, of: int) -> datetime:
    """When the one with that number was written, of so many; one after the other."""
    return _whole(START + (END - START) * ((number + 1) / (of + 1)) ** GROWTH)


def later(moment: datetime, random: Random) -> datetime:
    """Not before the moment, and not after the end of all."""
    wanted = moment + timedelta(hours=min(20_000.0, SOON_HOURS * random.lognormvariate(0, WIDE)))
    if wanted > END:
        wanted = moment + (END - moment) * random.random()
    return _whole(wanted)


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
