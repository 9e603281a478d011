"""Acme Corporation, which makes pumps: a small firm to try Tilth with. All of it is invented."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Someone:
    key: str
    name: str
    unit: str
    role: str = ""
    """Whom one may sign in as: admin, gardener or employee."""
    company: str = ""
    """Of a guest."""


@dataclass(frozen=True)
class Place:
    key: str
    name: str
    kind: str
    purpose: str
    rule: str
    members: tuple[str, ...]
    """The first one founded it."""
    visibility: str = "open"
    parent: str = ""


@dataclass(frozen=True)
class Said:
    who: str
    days_ago: float
    body: str
    comments: tuple["Said", ...] = ()
    accepted: bool = False
    helpful: tuple[str, ...] = ()


@dataclass(frozen=True)
class Thing:
    kind: str
    who: str
    group: str
    days_ago: float
    title: str
    body: str
    tags: tuple[str, ...] = ()
    own: dict[str, str] = field(default_factory=dict)
    replies: tuple[Said, ...] = ()
    same_here: tuple[str, ...] = ()


PEOPLE = (
    Someone("ada", "Ada Okafor", "Test bench", role="employee"),
    Someone("grace", "Grace Lindqvist", "Field Service North"),
    Someone("yusuf", "Yusuf Demir", "Field Service North"),
    Someone("gil", "Gil Marchetti", "Reliability", role="gardener"),
    Someone("henrik", "Henrik Voss", "IT", role="admin"),
    Someone("wen", "Wen Li", "Marketing"),
    Someone("tomas", "Tomas Havel", "Valve assembly"),
    Someone("pat", "Pat Brennan", "Contracts"),
    Someone("ines", "Inês Carvalho", "Contracts"),
    Someone("noor", "Noor van der Berg", "Sales"),
    Someone("samira", "Samira Haddad", "People and learning"),
    Someone("lars", "Lars Thygesen", "Commissioning"),
    Someone("gus", "Gus Ferrer", "", company="Dornfeld Foundry"),
)

PLACES = (
    Place(
        "seals",
        "Seals and Bearings",
        "community",
        "Everybody at Acme who fits, tests or repairs shaft seals and bearings.",
        "Say how you know: tried it, read it, or guess.",
        ("gil", "ada", "yusuf", "grace", "tomas", "lars", "gus"),
    ),
    Place(
        "north",
        "Field Service North",
        "team",
        "Commissioning and repair between Kirkhaven and the coast.",
        "Ask here first. Somebody in the next van may be wondering too.",
        ("grace", "yusuf", "lars"),
    ),
    Place(
        "launch",
        "NP-80 launch",
        "project",
        "Getting the NP-80 to its first forty customers by spring.",
        "Decisions go here, with the reason.",
        ("noor", "wen", "ada", "pat", "gil"),
        visibility="closed",
    ),
    Place(
        "prices",
        "NP-80 prices",
        "project",
        "What it will cost, until it is announced.",
        "Stays in here until the day of the launch.",
        ("noor", "wen"),
        visibility="hidden",
        parent="launch",
    ),
    Place(
        "contracts",
        "Contracts and tenders",
        "team",
        "Offers, amendments, terms.",
        "No names of customers in titles.",
        ("ines", "pat", "noor"),
    ),
    Place(
        "new",
        "New at Acme",
        "newcomers",
        "For everybody in their first half year, and those who remember theirs.",
        "No question is too small.",
        ("samira", "wen", "tomas", "ada"),
    ),
)

THINGS = (
    Thing(
        "question",
        "ada",
        "seals",
        1.1,
        "Why does the NP-80 seal weep after the hot-water test, but only on Mondays?",
        "Three Mondays running, bench 4 has shown a few drops at the shaft within ten minutes of"
        " the 85 °C run. By Tuesday the same pump is dry. We have eleven NP-80 to ship by Friday"
        " week, and I would rather not sign off a pump that weeps, nor hold one that is fine.",
        ("seals", "np-80", "hot-water-test"),
        {
            "tried": "- Changed the lip seal twice, once from a fresh batch\n"
            "- Checked flange torque: 42 Nm all round, as on the page\n"
            "- Cold test at 16 bar passes, every day of the week"
        },
        (
            Said(
                "yusuf",
                1.0,
                "It is the weekend, not the seal. From Friday night the rig stands in the hall at"
                " 8 °C. On Monday 85 °C water meets a cold casing, and for about twenty minutes"
                " the carbon face and the seat are not flat to each other. That is your ten"
                " minutes of drops.\n\nOpen the supply a quarter turn and let the return line"
                " bring the casing to 40 °C first. We do this on every start-up below 10 °C in"
                " the field and have not changed a seal for it since.",
                (
                    Said("ada", 0.9, "Warmed bench 4 to 41 °C, ran 40 minutes at 85. Dry."),
                    Said("grace", 0.8, "Is that in the start-up card we give to customers?"),
                ),
                accepted=True,
                helpful=("ada", "grace", "gil", "lars", "tomas"),
            ),
            Said(
                "gil",
                0.9,
                "If warming does not cure it, look at the flush line. On two of our five benches"
                " the orifice is 2 mm instead of 3, and the seal chamber never quite fills on the"
                " first start of the week.",
                helpful=("ada", "lars"),
            ),
        ),
        ("lars", "tomas", "grace"),
    ),
    Thing(
        "question",
        "lars",
        "seals",
        3.2,
        "What may a mechanical seal leak and still pass?",
        "The customer's acceptance sheet says “no visible leakage”. Ours says $q \\le 0.5$ ml/h at"
        " the shaft. Which of the two do we sign?",
        ("seals", "acceptance"),
        {"tried": "Asked the workshop: everybody signs what lies on the table."},
        (
            Said(
                "gil",
                3.0,
                "Ours, and say so in the offer. For a face of diameter $d$ the leakage goes with\n\n"
                "$$q \\approx \\frac{\\pi d h^3 \\Delta p}{12 \\mu b}$$\n\nso “none” is a matter"
                " of how long one looks.",
                helpful=("lars",),
            ),
        ),
    ),
    Thing(
        "question",
        "tomas",
        "seals",
        0.3,
        "Bench 2 fails cold and passes hot. Where to look first?",
        "Since the filter change. Pressure drops from 16 to 14.2 bar within five minutes when cold.",
        ("np-80", "bench"),
    ),
    Thing(
        "question",
        "pat",
        "contracts",
        9.0,
        "How do I enter the tenth amendment without losing the numbering of the first nine?",
        "Every amendment after the ninth sorts before the second. I have retyped the lot three"
        " times this quarter.",
        ("amendments", "templates"),
        {"tried": "Renaming the files. Asking for a course in Word."},
        (
            Said(
                "ines",
                8.6,
                "Number them 01 to 99 from the start. For those that are there already:\n\n"
                '```sh\nfor f in *_[0-9].docx; do mv "$f" "${f/_/_0}"; done\n```\n\n'
                "Took me a minute; I will sit with you if you like.",
                (Said("pat", 8.5, "That was it. Three quarters of my Fridays."),),
                accepted=True,
                helpful=("pat", "noor"),
            ),
        ),
    ),
    Thing(
        "question",
        "wen",
        "launch",
        2.0,
        "Which three sentences about the NP-80 does every seller have to know by heart?",
        "The leaflet has forty. Nobody knows forty.",
        ("np-80", "sales"),
        replies=(
            Said("noor", 1.7, "Starts cold. Runs dry for a minute. One seal for the whole range."),
        ),
    ),
    Thing(
        "update",
        "noor",
        "prices",
        1.5,
        "",
        "The list price is settled: 4 180. Not a word before the fair, please.",
        own={"sort": "resource"},
    ),
    Thing(
        "update",
        "grace",
        "north",
        0.6,
        "",
        "Thank you @yusuf for driving to Haugen on Sunday with the spare coupling. They ran again"
        " by noon.",
        own={"sort": "thanks"},
    ),
    Thing(
        "update",
        "lars",
        "north",
        4.0,
        "What I now check before I leave the yard",
        "| part | how many |\n|---|---|\n| lip seal 45 | 2 |\n| carbon face | 1 |\n"
        "| orifice 3 mm | 2 |\n\nThree trips saved in a month. See also #seals.",
        ("checklists",),
        {"sort": "experience"},
        (Said("yusuf", 3.8, "Add a 10 mm hex key. Always the 10."),),
    ),
    Thing(
        "update",
        "samira",
        "",
        5.0,
        "Ask here before you write to all",
        "Somebody has usually had it before. The search finds answers, people and groups; if it"
        " finds nothing, ask, and the next one will find yours.",
        ("tilth",),
        {"sort": "idea"},
    ),
    Thing(
        "question",
        "wen",
        "new",
        12.0,
        "Whom do I ask for a key to the archive?",
        "Second week, third floor, locked door.",
        ("keys",),
        replies=(
            Said("samira", 11.9, "The porter in hall 2, with your badge. Mornings.", accepted=True),
        ),
    ),
    Thing(
        "question",
        "henrik",
        "",
        6.0,
        "Which of our sites still print delivery notes on the matrix printers?",
        "I would like to switch the old spooler off without anybody noticing it the hard way.",
        ("printing",),
        replies=(Said("tomas", 5.8, "Valve assembly does, every evening at five."),),
    ),
)
