"""What is measured, by whom, and the bars that each language has to pass."""

from dataclasses import dataclass

TITLES = {"python": "Python", "node": "Node", "ruby": "Ruby", "php": "PHP"}


@dataclass
class Task:
    name: str
    title: str
    #: How many times the peer's CPU time must be ours, by language; its languages take part.
    bars: dict
    #: Contenders that do not have this task.
    without: tuple = ()
    #: Contenders in Rust that stand beside it, for how much the language adds to the core.
    beside: tuple = ()


def bars(python=None, node=None, ruby=None, php=None):
    given = {"python": python, "node": node, "ruby": ruby, "php": php}
    return {language: bar for language, bar in given.items() if bar}


TASKS = [
    Task("webhook-1k", "Webhook of 1 KB: verify, parse, read three fields", bars(30, 2.2, 60, 5.5)),
    Task("webhook-16k", "The same, 16 KB", bars(30, 1.8, 60, 8)),
    Task("webhook-256k", "The same, 256 KB", bars(30, 2.5, 100, 10)),
    Task("verify-1k", "Signature alone, 1 KB", bars(5, 4.5, 15, 3.5)),
    Task("verify-256k", "Signature alone, 256 KB", bars(5.5, 10, 2, 9)),
    Task("charge", "Charge over kept-alive TLS", bars(15, 3, 18, 2.6), beside=("core",)),
    Task("list", "List of 100, every amount read", bars(33, 2.3, 100, 6)),
    Task("concurrent", "Concurrent charges (8 threads; Node: 64 in flight)", bars(20, 6, 22)),
    Task("cold", "Cold client: construct, handshake, first charge", bars(3.5, 2.7, 4.5, 2.1)),
    Task("asyncio", "asyncio, 64 in flight", bars(python=15), without=("by hand",)),
]

#: A fresh process that only loads the package, above a bare interpreter.
IMPORT = Task("import", "Load the package, over a bare interpreter", bars(15, 8, 15, 0.7), without=("by hand",))

#: CPU of a PHP-FPM worker for one web request that makes a charge.
REQUEST = Task("request", "One web request that charges, in a PHP-FPM worker", bars(php=10))

#: Tasks in which a contender waits for the server's answer: they take turns on one processor.
TOGETHER = ("charge", "list", "cold")

#: The floors of the core: task, contender, what it is held against, the most that the ratio may be.
FLOORS = [
    ("charge", "core", "libcurl", 1.0),
    ("charge", "core", "bare rustls", 2.0),
    ("charge apart", "core", "bare rustls", 2.0),
    ("charge", "transport", "bare rustls", None),
    ("cold", "core", "libcurl", None),
    ("verify-1k", "core", "bare hash", 1.1),
    ("verify-16k", "core", "bare hash", 1.1),
    ("verify-16k", "core", "openssl speed", 1.1),
    ("verify-256k", "core", "bare hash", 1.1),
]

#: What has to be paid for in any case, where that alone comes near a bar: the tasks and contenders that stand
#: for it. They are measured in the same run; the peer's time over theirs is the most that the ratio can be.
CEILINGS = {
    **{("verify-256k", language): (("verify-256k", "bare hash"),) for language in TITLES},
    ("webhook-1k", "node"): (("verify-1k", "bare hash"), ("webhook-1k", "parse")),
}

#: A charge of Node's crosses to another thread and back; this is what Node's own pool takes for that.
TRIP = ("trip", "parse")

THREADS = (1, 2, 4, 8, 50)

#: How many charges the sandbox's account holds when its calls are timed.
ACCOUNTS = (1_000, 10_000, 100_000, 1_000_000)
