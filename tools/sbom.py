"""Writes a CycloneDX bill of materials of each package: `python3 tools/sbom.py FOLDER [crate…]`.

The same lock file gives the same bytes: no time of day, and a serial number made from the content.
"""

import hashlib
import json
import os
import re
import sys
import uuid

from crates import ROOT, SHIPPED, Crates


def bill(crates, name, checksums):
    """Returns the bill of materials of one shipped crate."""
    packages = crates.shipped_with(name)
    known = {package["id"] for package in packages}
    inside = {package["id"] for package in crates.shipped_with(name, build=False)}
    subject = crates.member(name)
    described = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": component(subject, {}, True)},
        "components": [component(package, checksums, package["id"] in inside) for package in packages if package is not subject],
        "dependencies": [
            {
                "ref": url(package),
                "dependsOn": sorted(
                    {url(crates.packages[need]) for need in crates.needs(package["id"], {None, "build"}) if need in known}
                ),
            }
            for package in packages
        ],
    }
    digest = hashlib.sha256(json.dumps(described, sort_keys=True).encode()).digest()
    return {**described, "serialNumber": f"urn:uuid:{uuid.UUID(bytes=digest[:16], version=4)}"}


def component(package, checksums, inside):
    """Returns a crate as a component; `inside` says that it ends up in what ships."""
    described = {
        "type": "library",
        "bom-ref": url(package),
        "name": package["name"],
        "version": package["version"],
        "purl": url(package),
        "scope": "required" if inside else "excluded",
        "licenses": [{"expression": (package["license"] or "").replace("/", " OR ")}],
    }
    checksum = checksums.get((package["name"], package["version"]))
    if checksum:
        described["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    return described


def url(package):
    """Returns the package URL of a crate."""
    return f"pkg:cargo/{package['name']}@{package['version']}"


def locked():
    """Returns the checksums that the lock file holds."""
    with open(os.path.join(ROOT, "Cargo.lock"), encoding="utf-8") as file:
        found = re.findall(r'name = "(.+)"\nversion = "(.+)"\nsource = ".+"\nchecksum = "(.+)"', file.read())
    return {(name, version): checksum for name, version, checksum in found}


def main(folder, names):
    """Writes the bills of those crates, or of all that ship."""
    crates, checksums = Crates(), locked()
    os.makedirs(folder, exist_ok=True)
    for name in names or SHIPPED:
        path = os.path.join(folder, f"{name}.cdx.json")
        written = bill(crates, name, checksums)
        with open(path, "w", encoding="utf-8") as file:
            json.dump(written, file, indent=2)
            file.write("\n")
        print(f"{path}: {len(written['components'])} components")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
