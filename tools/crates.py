"""What the packages are built from: the crates of each, read from cargo's own metadata."""

import json
import os
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# The crates that are shipped, and what each becomes.
SHIPPED = {
    "nextgen": "the crate, the core of all others",
    "nextgen-c": "libnextgen, for C and PHP",
    "nextgen-python": "the Python package",
    "nextgen-node": "the Node package",
    "nextgen-ruby": "the Ruby gem",
    "nextgen-sandbox": "the sandbox",
}


class Crates:
    """The crates of the workspace and everything that they are built from."""

    def __init__(self):
        command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", host()]
        told = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
        self.packages = {package["id"]: package for package in told["packages"]}
        self.nodes = {node["id"]: node for node in told["resolve"]["nodes"]}
        self.members = [self.packages[member] for member in told["workspace_members"]]

    def member(self, name):
        """Returns the workspace's own package of that name."""
        return next(package for package in self.members if package["name"] == name)

    def needs(self, package_id, kinds):
        """Returns the ids that a crate needs directly, as dependencies of those kinds (None is a normal one)."""
        deps = self.nodes[package_id]["deps"]
        return [dep["pkg"] for dep in deps if any(kind["kind"] in kinds for kind in dep["dep_kinds"])]

    def shipped_with(self, name, build=True):
        """Returns the packages that end up in what ships as `name`, or with `build` also those that build it."""
        kinds = {None, "build"} if build else {None}
        seen, waiting = {}, [self.member(name)["id"]]
        while waiting:
            package_id = waiting.pop()
            if package_id not in seen:
                seen[package_id] = self.packages[package_id]
                inside = self.packages[package_id]["targets"][0]["kind"] != ["proc-macro"] or build
                waiting += self.needs(package_id, kinds) if inside else []
        return sorted(seen.values(), key=lambda package: (package["name"], package["version"]))


def host():
    """Returns the name of the platform that this machine builds for."""
    told = subprocess.run(["rustc", "-vV"], check=True, stdout=subprocess.PIPE, text=True).stdout
    return next(line.split()[1] for line in told.splitlines() if line.startswith("host:"))
