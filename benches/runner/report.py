"""Tables of what was measured, in plain text and as docs/performance.md."""

import os
import platform
from datetime import date

import plot
import setup
import tasks
from measure import median, ratios

DOCS = setup.ROOT / "docs"


def rows(results):
    """Yields each comparison: task, language, and its runs by contender."""
    for (name, language), runs in results["tasks"].items():
        task = next(task for task in tasks.TASKS if task.name == name)
        yield task, language, runs
    for task, name in ((tasks.IMPORT, "import"), (tasks.REQUEST, "request")):
        for language, runs in results[name].items():
            yield task, language, runs


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def cells(runs, name):
    """Returns a contender's figure, and the ratio to ours with its range."""
    if name not in runs:
        return "", ""
    figure = number(median(runs[name]))
    if name == "ours":
        return figure, ""
    ratio, least, most = ratios(runs["ours"], runs[name])
    return figure, f"{number(ratio)} ({number(least)} – {number(most)})"


def table(results, language):
    """Returns the rows of one language's table, as lists of cells."""
    lines = []
    for task, spoken, runs in rows(results):
        if spoken != language:
            continue
        ours, _ = cells(runs, "ours")
        stripe, against_stripe = cells(runs, "stripe")
        by_hand, against_hand = cells(runs, "by hand")
        bar = task.bars[language]
        verdict = ""
        if stripe:
            verdict = "yes" if ratios(runs["ours"], runs["stripe"])[0] >= bar else "**no**"
        wall = number(median(runs["ours"], "wall"))
        most = ceiling(results, task.name, language, runs)
        lines.append([task.title, ours, wall, stripe, against_stripe, number(bar), verdict, most, by_hand, against_hand])
    return lines


def ceiling(results, task, language, runs):
    """Returns the most that a ratio can be, where what has to be paid for in any case was measured."""
    parts = tasks.CEILINGS.get((task, language), ())
    if not parts or "stripe" not in runs or not all(part in results["floors"] for part in parts):
        return ""
    return number(median(runs["stripe"]) / sum(median(results["floors"][part]) for part in parts))


HEAD = [
    "Task",
    "NextGen",
    "wall",
    "Stripe",
    "Stripe / NextGen",
    "bar",
    "passed",
    "at most",
    "by hand",
    "by hand / NextGen",
]


def markdown(head, lines):
    marks = [":--", *["--:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, marks, *lines))


def floors(results):
    lines = []
    for task, ours, other, bar in tasks.FLOORS:
        runs = results["floors"]
        if (task, ours) not in runs or (task, other) not in runs:
            continue
        ratio, least, most = ratios(runs[task, other], runs[task, ours])
        figures = [number(median(runs[task, name])) for name in (ours, other)]
        verdict = "" if bar is None else "yes" if ratio <= bar else "**no**"
        between = f"{ratio:.2f} ({least:.2f} – {most:.2f})"
        lines.append([f"{task}: {ours} / {other}", *figures, between, "" if bar is None else f"≤ {bar}", verdict])
    for (task, language), runs in results["tasks"].items():
        if task == "charge" and "core" in runs:
            ratio, least, most = ratios(runs["core"], runs["ours"])
            figures = [number(median(runs[name])) for name in ("ours", "core")]
            between = f"{ratio:.2f} ({least:.2f} – {most:.2f})"
            verdict = "yes" if ratio <= 1.3 else "**no**"
            lines.append([f"charge: {tasks.TITLES[language]} / core", *figures, between, "≤ 1.3", verdict])
        if (task, language) == ("charge", "node") and tasks.TRIP in results["floors"]:
            core, trip = median(runs["core"]), median(results["floors"][tasks.TRIP])
            figures = [number(core + trip), number(core), f"{(core + trip) / core:.2f}"]
            lines.append(["charge: core, and Node's way to another thread and back / core", *figures, "", ""])
    return lines


FLOOR_HEAD = ["Floor", "ours, µs", "other, µs", "ratio", "bar", "passed"]


def threads(results):
    return [[str(count), number(1e6 / median(runs, "wall")), number(median(runs))] for count, runs in results["threads"].items()]


THREAD_HEAD = ["Threads on one client", "charges a second", "CPU of one, µs"]


def store(results):
    calls = ("create", "retrieve", "list", "deep", "filtered")
    return [
        [f"{line['size']:,}", number(line["rate"])]
        + [f"{number(usual)} ({number(rare)})" for usual, rare in map(line.get, calls)]
        for line in results.get("store", ())
    ]


STORE_HEAD = ["Charges in the account", "made a second", "create", "retrieve", "newest 100", "100 anywhere", "100 of a customer"]


def footprint(results):
    lines = []
    if "memory" in results:
        lines.append(["A client with one idle TLS connection", f"{results['memory']:.0f} kB", "≤ 120 kB"])
    for language, grown in results.get("resident", {}).items():
        lines.append(
            [
                f"Resident memory after loading, over bare {tasks.TITLES[language]}",
                f"{grown:.1f} MB",
                "≤ 3 MB",
            ]
        )
    for name, lag in results.get("lag", {}).items():
        owner = "NextGen" if name == "ours" else "Stripe"
        figures = f"p50 {lag['p50']:.1f}, p99 {lag['p99']:.1f}, most {lag['max']:.1f} ms"
        lines.append(
            [
                f"Node's event loop is late, 500 charges in flight, {owner}",
                figures,
                "< 20 ms" if name == "ours" else "",
            ]
        )
    for runs in results["request"].values():
        for name, turns in runs.items():
            lines.append(
                [
                    f"TLS connections opened by a web request in a PHP-FPM worker, {name}",
                    f"{median(turns, 'opened'):.2f}",
                    "",
                ]
            )
    lines.extend([f"On the disk: {name}", f"{size:.1f} MB", ""] for name, size in setup.sizes())
    return lines


FOOTPRINT_HEAD = ["What", "measured", "bar"]


def text(results):
    """Returns all tables for the terminal."""
    parts = []
    for language, title in tasks.TITLES.items():
        if lines := table(results, language):
            parts.append(f"{title}: microseconds of CPU for an operation, medians\n" + plain(HEAD, lines))
    for head, lines in (
        (FLOOR_HEAD, floors(results)),
        (THREAD_HEAD, threads(results)),
        (STORE_HEAD, store(results)),
        (FOOTPRINT_HEAD, footprint(results)),
    ):
        if lines:
            parts.append(plain(head, lines))
    parts.extend(f"Not kept alive: {note}" for note in results["crowded"])
    return "\n\n".join(parts)


def plain(head, lines):
    lines = [[cell.replace("**", "") for cell in line] for line in (head, *lines)]
    widths = [max(map(len, column)) for column in zip(*lines)]
    return "\n".join(
        "  ".join(cell.ljust(width) if index == 0 else cell.rjust(width) for index, (cell, width) in enumerate(zip(line, widths)))
        for line in lines
    )


def machine():
    """Describes the machine without naming it."""
    model = next(
        (line.partition(":")[2].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    release = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    kernel = ".".join(platform.release().split(".")[:2])
    return f"{os.cpu_count()} virtual cores of an {model}, {memory:.0f} GB, {release}, Linux {kernel}"


def write(results):
    """Writes docs/performance.md and the plots beside it."""
    folder = DOCS / "performance"
    folder.mkdir(parents=True, exist_ok=True)
    for language, title in tasks.TITLES.items():
        bars = [
            (task.title, ratios(runs["ours"], runs["stripe"])[0], task.bars[language])
            for task, spoken, runs in rows(results)
            if spoken == language and "stripe" in runs
        ]
        if bars:
            (folder / f"{language}.svg").write_text(plot.bars(f"{title}: Stripe's cost as a multiple of NextGen's", bars))
    text = PAGE.read_text()
    for name, value in {
        "machine": machine(),
        "date": date.today().isoformat(),
        "versions": ", ".join(f"{name} {version}" for name, version in setup.versions()),
        "rounds": str(results["rounds"]),
        "seconds": f"{results['seconds']:g}",
        "load": f"{results['load'][2]:.1f}",
        "floors": markdown(FLOOR_HEAD, floors(results)),
        "threads": markdown(THREAD_HEAD, threads(results)),
        "store": markdown(STORE_HEAD, store(results)),
        "footprint": markdown(FOOTPRINT_HEAD, footprint(results)),
        **{language: markdown(HEAD, table(results, language)) for language in tasks.TITLES},
    }.items():
        text = text.replace(f"{{{{{name}}}}}", value)
    (DOCS / "performance.md").write_text(text)


PAGE = setup.ROOT / "benches" / "page.md"
