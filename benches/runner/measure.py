"""Runs contenders in fresh processes, each after its rivals and before them again."""

import contextlib
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import tasks
from server import cpu_of
from setup import BENCH, LANGUAGES, RELEASE, python


def commands():
    """Returns the command of each language's contenders, and what its environment needs."""
    own_python = {"PYTHONPATH": str(BENCH / "python")}
    peers_python = BENCH / "peers-python/bin/python"
    node = {"NODE_PATH": f"{BENCH}/node/node_modules:{BENCH}/peers-node/node_modules"}
    php = ["php", "-d", "opcache.enable_cli=1", LANGUAGES / "php.php"]
    table = {}
    for contender in ("ours", "stripe", "by hand"):
        # A peer's environment has its packages alone, and ours has none.
        interpreter = peers_python if contender == "stripe" else python()
        table["python", contender] = (
            [interpreter, LANGUAGES / "python.py"],
            own_python if contender == "ours" else {},
        )
        table["node", contender] = ["node", LANGUAGES / "node.js"], node
        table["ruby", contender] = ["ruby", "-I", BENCH / "ruby", LANGUAGES / "ruby.rb"], {}
        table["php", contender] = php, {}
    return table


def loads():
    """Returns the commands that start an interpreter bare, and those that load a package too."""
    stripe_ruby = f"{os.environ.get('BENCH_STRIPE_RUBY')}/lib"
    stripe_php = f"{os.environ.get('BENCH_STRIPE_PHP')}"
    peers_python = BENCH / "peers-python/bin/python"
    load = "require $f . strtr(substr($c, {}), '\\\\', '/') . '.php'"
    classes = "$f = '{}'; spl_autoload_register(fn ($c) => " + load + ");"
    ours_php = classes.format(f"{BENCH}/php/src/", 8) + "new NextGen\\Client('sk_test_1');"
    theirs_php = classes.format(f"{stripe_php}/lib/", 7) + "new Stripe\\StripeClient('sk_test_1');"
    return {
        ("python", "ours"): ([python(), "-c"], "", "import nextgen"),
        ("python", "stripe"): ([peers_python, "-c"], "", "import stripe"),
        ("node", "ours"): (["node", "-e"], "", "require('nextgen-node')"),
        ("node", "stripe"): (["node", "-e"], "", "require('stripe')"),
        ("ruby", "ours"): (["ruby", "-I", BENCH / "ruby", "-e"], "", "require 'nextgen'"),
        ("ruby", "stripe"): (["ruby", "-I", stripe_ruby, "-e"], "", "require 'stripe'"),
        # Classes load when they are first used in PHP, so a client is made.
        ("php", "ours"): (["php", "-r"], "", ours_php),
        ("php", "stripe"): (["php", "-r"], "", theirs_php),
    }


class Bench:
    def __init__(self, server, rounds, seconds, left_out):
        self.server, self.rounds, self.seconds, self.left_out = server, rounds, seconds, left_out
        self.commands = commands()
        self.crowded = []

    def worker(self, command, environment, contender, task, timeout=600):
        """Runs one contender once; returns what it printed. A task that is to be run `apart` has processors of its own."""
        task, _, apart = task.partition(" ")
        command = [str(part) for part in (*command, contender, task, self.seconds)]
        # Nothing of this machine's settings for proxies may send a contender elsewhere.
        inherited = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        environment = {**inherited, **self.server.environment, **environment}
        together = not apart and task in tasks.TOGETHER
        with self.server.on_one_processor() if together else contextlib.nullcontext():
            done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=timeout)
        if done.returncode:
            raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
        return json.loads(done.stdout.strip().split("\n")[-1])

    def rust(self, contender, task, **options):
        if contender == "openssl speed":
            return self.openssl(task)
        program = BENCH / "libcurl" if contender == "libcurl" else RELEASE / "nextgen-benches"
        return self.worker([program], {}, contender, task, **options)

    def openssl(self, task):
        """Returns what OpenSSL's own benchmark takes to sign as many bytes as the task's payload has."""
        size = Path(self.server.environment["BENCH_FILES"], f"event-{task.partition('-')[2]}.json").stat().st_size
        command = ["openssl", "speed", "-mr", "-seconds", "1", "-bytes", size, "-hmac", "sha256"]
        # The last line ends in bytes a second of the processor's time.
        took = size / float(output(command, os.environ).strip().rpartition(":")[2]) * 1e6
        return {"cpu": took, "wall": took}

    def contenders(self, task, language):
        """Returns who takes part, ours first, and notes who does not."""
        named = [name for name in ("ours", "stripe", "by hand") if name not in task.without]
        return [name for name in named if (language, name) not in self.left_out]

    def compare(self, task, language):
        """Runs all contenders of a task in turn; returns their results by name, one a round."""
        names = [*self.contenders(task, language), *task.beside]
        results = {name: [] for name in names}
        for turn in range(self.rounds):
            # Who comes first changes, so that no one always follows the same rival.
            for name in names[turn % len(names) :] + names[: turn % len(names)]:
                before = self.server.counts()
                if name in task.beside:
                    result = self.rust(name, task.name)
                else:
                    result = self.worker(*self.commands[language, name], name, task.name)
                self.check_connections(task, language, name, before)
                results[name].append(result)
            progress(".")
        return results

    def check_connections(self, task, language, name, before):
        """Notes a contender that did not keep its connections alive where that is the task."""
        accepted, requests = (now - then for now, then in zip(self.server.counts(), before))
        if task.name in ("charge", "list") and accepted > 2 + requests // 100:
            self.crowded.append(f"{language}, {name}, {task.name}: {accepted} connections for {requests} requests")

    def floors(self):
        """Compares the core with what it stands on; results by task and contender."""
        results, names = {}, {}
        beside = ((task, name) for task, *pair, _ in tasks.FLOORS for name in pair)
        for task, name in dict.fromkeys((*beside, *itertools.chain(*tasks.CEILINGS.values()), tasks.TRIP)):
            names.setdefault(task, []).append(name)
        for task, contenders in names.items():
            contenders = [name for name in contenders if name != "libcurl" or (BENCH / "libcurl").exists()]
            for turn in range(self.rounds):
                for name in contenders[turn % len(contenders) :] + contenders[: turn % len(contenders)]:
                    node = self.commands["node", "ours"]
                    result = self.worker(*node, name, task) if name == "parse" else self.rust(name, task)
                    results.setdefault((task, name), []).append(result)
                progress(".")
        return results

    def threads(self):
        """Returns requests a second and CPU of a charge for numbers of threads that share one client."""
        results = {count: [] for count in tasks.THREADS}
        for _ in range(self.rounds):
            for count, runs in results.items():
                runs.append(self.rust("core", f"threads-{count}"))
            progress(".")
        return results

    def memory(self):
        return self.rust("core", "memory")["kilobytes"]

    def growth(self):
        """Returns what the sandbox's calls take as its account grows, one result a size."""
        print(f"(up to {max(tasks.ACCOUNTS):,} charges) ", end="", file=sys.stderr, flush=True)
        return self.rust("sandbox", "grow-" + "-".join(map(str, tasks.ACCOUNTS)), timeout=3600)["sizes"]

    def lag(self):
        """Returns by how many milliseconds Node's event loop is late with 500 charges in flight."""
        command = self.commands["node", "ours"]
        return {name: self.worker(*command, name, "lag-500")["lag"] for name in ("ours", "stripe")}

    def imports(self, language):
        """Times fresh processes; returns what loading adds to a bare interpreter, a dozen a round."""
        results = {}
        environment = {**os.environ, **self.commands["node", "ours"][1], **self.commands["python", "ours"][1]}
        for turn in range(self.rounds * 12):
            for name in self.contenders(tasks.IMPORT, language):
                command, bare, loaded = loads()[language, name]
                bare_took, took = (started([*command, code], environment) for code in (bare, loaded))
                results.setdefault(name, []).append({"cpu": took[0] - bare_took[0], "wall": took[1] - bare_took[1]})
            if turn % 12 == 0:
                progress(".")
        return results

    def resident(self):
        """Returns the megabytes that loading our package adds to a bare interpreter, by language."""
        file, pattern = "/proc/self/status", "VmHWM:\\s+(\\d+)"
        code = {
            "python": f"import re; print(re.search(r'{pattern}', open('{file}').read())[1])",
            "node": f"console.log(/{pattern}/.exec(require('fs').readFileSync('{file}'))[1])",
            "ruby": f"puts File.read('{file}')[/{pattern}/, 1]",
            "php": f"preg_match('/{pattern}/', file_get_contents('{file}'), $m); echo $m[1];",
        }
        environment = {**os.environ, **self.commands["node", "ours"][1], **self.commands["python", "ours"][1]}
        grown = {}
        for language, tell in code.items():
            command, _, load = loads()[language, "ours"]
            runs = []
            for _ in range(self.rounds):
                most = [int(output([*command, text], environment)) for text in (f"{load}; {tell}", tell)]
                runs.append(most[0] - most[1])
            grown[language] = statistics.median(runs) / 1024
        return grown

    def web_requests(self):
        """Lets one PHP-FPM worker serve web requests that charge; what the worker spent on one."""
        names, results = self.contenders(tasks.REQUEST, "php"), {}
        for _ in range(self.rounds):
            for name in names:
                path = f"/fpm?contender={name.replace(' ', '%20')}"
                worker = [int(self.server.ask(path)) for _ in range(20)][-1]
                count = max(50, int(self.seconds * 200))
                with self.server.on_one_processor():
                    accepted, cpu, begun = self.server.counts()[0], cpu_of(worker), time.perf_counter()
                    for _ in range(count):
                        self.server.ask(path)
                    wall = (time.perf_counter() - begun) * 1e6 / count
                # One connection of the count is the harness's own for each request, and two for counting.
                opened = self.server.counts()[0] - accepted - count - 1
                results.setdefault(name, []).append(
                    {"cpu": (cpu_of(worker) - cpu) / count, "wall": wall, "opened": opened / count}
                )
            progress(".")
        return results


def output(command, environment):
    """Runs a command and returns what it printed."""
    done = subprocess.run([str(part) for part in command], env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{command} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def started(command, environment):
    """Returns the microseconds that a process takes, on the processor and by the clock."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    output(command, environment)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return cpu * 1e6, wall * 1e6


def progress(text):
    print(text, end="", file=sys.stderr, flush=True)


def ratios(ours, theirs):
    """Returns the ratio of CPU time, theirs / ours: of the medians, and the least and most of the rounds."""
    # A round whose process took less than a bare one says nothing of a ratio.
    pairs = [(our["cpu"], their["cpu"]) for our, their in zip(ours, theirs) if our["cpu"] > 0]
    each = sorted(their / our for our, their in pairs) or [float("nan")]
    return median(theirs) / median(ours), each[0], each[-1]


def median(results, key="cpu"):
    return statistics.median(result[key] for result in results)
