"""Measures NextGen beside its peers and floors: `python3 benches/runner [--quick] [--only LANGUAGE…]`.

Installs and builds what is missing under target/, runs everything interleaved, and prints tables. A whole
run (neither --quick nor --only) also writes docs/performance.md and its plots.
"""

import argparse
import os
import sys

import report
import setup
import tasks
from awake import Awake
from measure import Bench
from server import Server


def main():
    parser = argparse.ArgumentParser(description="Measures NextGen beside its peers and floors.")
    parser.add_argument("--quick", action="store_true", help="a few minutes: fewer and shorter rounds")
    parser.add_argument("--only", nargs="*", metavar="WHAT", help="languages, tasks, `floors`, `memory` or `store`")
    parser.add_argument("--rounds", type=int, help="fresh processes a contender (7; quick: 3)")
    parser.add_argument("--seconds", type=float, help="how long each measures (1; quick: 0.25)")
    parser.add_argument("--as-built", action="store_true", help="take the packages of the last run")
    options = parser.parse_args()
    rounds = options.rounds or (3 if options.quick else 7)
    seconds = options.seconds or (0.25 if options.quick else 1.0)

    if not options.as_built:
        setup.install_packages()
        setup.build()
    left_out = setup.peers()
    for (language, name), reason in left_out.items():
        setup.say(f"{name} for {tasks.TITLES[language]} is left out: {reason}")
    with Awake(), Server() as server:
        results = measure(Bench(server, rounds, seconds, left_out), set(options.only or ()), options.quick)
    results.update(left_out=left_out, rounds=rounds, seconds=seconds)
    print(report.text(results))
    if not options.only and not options.quick:
        report.write(results)
        setup.say("wrote docs/performance.md and its plots")


def measure(bench, only, quick):
    """Runs what is asked for; everything if nothing is, and if quick, all but what takes long."""
    results = {"tasks": {}, "import": {}, "request": {}, "threads": {}, "floors": {}}
    wanted = {word for word in only if word in tasks.TITLES} or set(tasks.TITLES)
    chosen = only - set(tasks.TITLES)

    def asked(name):
        return not chosen or name in chosen

    if asked("floors") and (chosen or not only):
        step("floors")
        results["floors"], results["threads"] = bench.floors(), bench.threads()
    for task in filter(lambda task: asked(task.name), tasks.TASKS):
        for language in filter(wanted.__contains__, task.bars):
            step(f"{tasks.TITLES[language]}: {task.title}")
            results["tasks"][task.name, language] = bench.compare(task, language)
    if asked("import"):
        for language in wanted:
            if len(bench.contenders(tasks.IMPORT, language)) > 1:
                step(f"{tasks.TITLES[language]}: {tasks.IMPORT.title}")
                results["import"][language] = bench.imports(language)
    if asked("request") and "php" in wanted and bench.server.has_fpm():
        step(tasks.REQUEST.title)
        results["request"]["php"] = bench.web_requests()
    if asked("memory") and (chosen or not only):
        step("memory, event loop")
        results.update(memory=bench.memory(), resident=bench.resident(), lag=bench.lag())
    if "store" in only or not (only or quick):
        step("the sandbox as its account grows")
        results["store"] = bench.growth()
    print(file=sys.stderr)
    results["crowded"] = bench.crowded
    results["load"] = os.getloadavg()
    return results


def step(title):
    print(f"\n{title} ", end="", file=sys.stderr, flush=True)


main()
