"""Words to write with: a few that are English and many that only sound so. All of them are ours.

Three hundred words make most of any text, and thousands are met once in a while: so are ours.
"""

from random import Random

from tilth.demo.synthetic.chance import Skewed, chance

NOUNS = """
    pump seal bearing valve order customer machine report sensor drawing supplier delivery test
    meeting line cable motor filter contract invoice pressure printer screen project batch plan
    licence account password server update network label pallet forklift shift tool fixture gauge
    flange gasket shaft coupling casing impeller hose nozzle tank boiler heater fan belt gear chain
    switch relay fuse panel drive controller program script table column formula sheet template
    folder archive backup record field form ticket budget cost price offer tender quote margin
    target forecast stock warehouse shelf bin crate truck route port border customs tariff insurance
    claim audit norm standard certificate inspection measurement tolerance sample probe alloy steel
    copper rubber resin paint coating weld joint screw nut washer thread wrench drill lathe mill
    press mould furnace oven crane hoist ladder helmet glove shoe alarm exit door key badge visitor
    desk office canteen calendar holiday training course manual guide checklist lesson mistake idea
    question answer reason result risk delay fault leak noise vibration crack rust dust heat cold
    water oil air steam gas power voltage current signal frequency temperature level speed load
    weight height width length angle surface edge corner hole hall yard roof site plant branch team
    colleague engineer buyer seller planner driver welder fitter electrician manager apprentice
    newcomer customer-site document version draft comment message call visit survey feedback
    complaint repair spare part kit set model series type variant option setting parameter value
"""
VERBS = """
    check change replace order start stop open close test measure clean move mount adjust send
    print find enter approve explain read write store load ship pack label count weigh cut drill
    weld paint bend heat cool dry fill drain flush seal tighten loosen connect disconnect align
    balance calibrate repair inspect record report plan book cancel extend renew return reject
    accept compare copy export import install remove restart update lock unlock hand-over teach
    learn train ask answer share collect sort archive delete restore translate sign
"""
ADJECTIVES = """
    new old cold hot wet dry small large short long heavy light loose tight worn broken dirty clean
    wrong right late early empty full open closed slow fast loud quiet sharp blunt round flat high
    low left rear upper lower inner outer first last second spare missing double single simple
    complete local central daily weekly monthly yearly urgent common rare safe manual automatic
    digital temporary permanent rough smooth thick thin strong weak rusty damp crooked straight
"""
ADVERBS = """
    again always before behind below inside later never often outside sometimes soon still today
    tomorrow twice usually yesterday here there everywhere slowly quickly carefully by-hand
"""
BEGINNINGS = "b bl br c cl cr d dr f fl fr g gl gr h j l m n p pl pr r s sc sl sp st str t tr v w"
MIDDLES = "a e i o u ee oa oo"
ENDS = "b ck d ff g ld ll lm lt m mp n nd ng nk nt p r rd rm rn rt sh sk sp st t"
LAST = ["", "er", "le", "et", "on", "ing", "en", "ock", "um", "ish"]
MADE_UP = {"noun": 3000, "verb": 500, "adjective": 500}
NAMES = 4000


class Vocabulary:
    """The words of one company, from the most used to those that hardly anybody uses."""

    def __init__(self, seed: int) -> None:
        random = chance(seed, "words")
        self.nouns = Skewed(_mixed(NOUNS, MADE_UP["noun"], random))
        self.verbs = Skewed(_mixed(VERBS, MADE_UP["verb"], random))
        self.adjectives = Skewed(_mixed(ADJECTIVES, MADE_UP["adjective"], random))
        self.adverbs = Skewed(ADVERBS.split())
        self.names = [word.title() + random.choice(PLACES) for word in _made_up(NAMES, random)]
        """Of customers and places; each is used a few times only."""


PLACES = ("haven", "ford", "ton", "field", "berg", "wick", "stad", "mouth")


def _mixed(known: str, made_up: int, random: Random) -> list[str]:
    words = known.split()
    random.shuffle(words)
    return [*words, *_made_up(made_up, random)]


def _made_up(count: int, random: Random) -> list[str]:
    parts = [part.split() for part in (BEGINNINGS, MIDDLES, ENDS)]
    found: dict[str, None] = {}
    while len(found) < count:
        word = "".join(random.choice(part) for part in (*parts, LAST))
        if len(word) > 3:
            found[word] = None
    return list(found)
