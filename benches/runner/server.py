"""The static server: nginx on loopback, TLS 1.3 with P-256, its own authority, connections kept for ever."""

import contextlib
import getpass
import itertools
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

from setup import BENCH, LANGUAGES, fpm, run

CHARGE = {
    "id": "ch_1AbCdEfGhIjKlMnO", "object": "charge", "amount": 2000, "amount_captured": 2000,
    "amount_refunded": 0, "captured": True, "created": 1763900000, "currency": "usd",
    "customer": "cus_1AbCdEfGhIjKlM", "description": "Order 42", "disputed": False, "failure_code": None,
    "failure_message": None, "livemode": False, "metadata": {"order": "42", "campaign": "autumn"},
    "outcome": {"network_status": "approved_by_network", "reason": None, "risk_level": "normal",
                "risk_score": 12, "seller_message": "Payment complete.", "type": "authorized"},
    "paid": True, "receipt_email": "ada@example.com", "refunded": False,
    "refunds": {"object": "list", "data": [], "has_more": False,
                "url": "/v1/charges/ch_1AbCdEfGhIjKlMnO/refunds"},
    "source": {"id": "card_1AbCdEfGhIjKlM", "object": "card", "brand": "Visa", "country": "US",
               "customer": "cus_1AbCdEfGhIjKlM", "cvc_check": "pass", "exp_month": 12, "exp_year": 2030,
               "fingerprint": "Xt5EWLLDS7FJjR1c", "funding": "credit", "last4": "4242", "metadata": {},
               "name": "Ada Lovelace"},
    "statement_descriptor": "EXAMPLE", "status": "succeeded",
}  # fmt: skip

REFUND = {
    "id": "re_1AbCdEfGhIjKlMnO", "object": "refund", "amount": 10, "charge": "ch_1AbCdEfGhIjKlMnO",
    "created": 1763900000, "currency": "usd", "metadata": {}, "reason": "requested_by_customer",
    "status": "succeeded",
}  # fmt: skip

CONFIG = """
{user} daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log warn;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    keepalive_timeout 1d; keepalive_requests 1000000000; keepalive_time 1d;
    tcp_nodelay on; default_type application/json;
    ssl_protocols TLSv1.3; ssl_certificate {folder}/leaf.pem; ssl_certificate_key {folder}/leaf.key;
    server {{
        listen 127.0.0.1:{port} ssl backlog=1024;
        add_header Request-Id req_1AbCdEfGhIjKlM;
        location = /v1/charges {{
            if ($request_method = GET) {{ rewrite ^ /list.json last; }}
            return 200 '{charge}';
        }}
        location = /list.json {{ root {folder}; }}
    }}
    server {{
        listen 127.0.0.1:{plain};
        location = /status {{ stub_status; }}
        location = /fpm {{
            fastcgi_pass unix:{folder}/fpm.sock;
            fastcgi_param SCRIPT_FILENAME {script};
            fastcgi_param REQUEST_METHOD GET;
            fastcgi_param QUERY_STRING $query_string;
        }}
    }}
}}
"""

FPM = """
[global]
error_log = {folder}/fpm.log
daemonize = no
[bench]
listen = {folder}/fpm.sock
listen.mode = 0666
pm = static
pm.max_children = 1
clear_env = no
php_admin_value[opcache.enable] = 1
"""


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def charges():
    """Returns a page of charges as accounts have them: no two alike, of some shapes more than one."""
    for number in range(100):
        metadata = [CHARGE["metadata"], {}, {"cart": f"{number}"}][number % 3]
        yield {**CHARGE, "id": f"ch_1AbCdEfGhIjK{number:04}", "amount": 1000 + 17 * number, "metadata": metadata,
               "created": CHARGE["created"] - 60 * number,
               "description": f"Order {number}" if number % 5 else None}  # fmt: skip


def write_payloads(folder):
    """Writes the events and the page: real fields, more refunds of the charge where more bytes are wanted."""
    for name, size in (("1k", 1 << 10), ("16k", 16 << 10), ("256k", 256 << 10)):
        charge = {key: value for key, value in CHARGE.items() if name != "1k" or key != "outcome"}
        charge["refunds"] = {**CHARGE["refunds"], "data": []}
        event = {"id": "evt_1AbCdEfGhIjKlMnO", "object": "event", "created": 1763900000,
                 "type": "charge.refunded", "data": {"object": charge}, "livemode": False}  # fmt: skip
        more = (size - len(compact(event))) // (len(compact(REFUND)) + 1)
        charge["refunds"]["data"] = [REFUND] * max(0, more)
        (folder / f"event-{name}.json").write_text(compact(event))
    page = {"object": "list", "data": list(charges()), "has_more": False, "url": "/v1/charges"}
    (folder / "list.json").write_text(compact(page))


def write_certificates(folder):
    """Makes an authority and a leaf for 127.0.0.1, both P-256."""
    new = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "30",
    ]
    ca, leaf = folder / "ca", folder / "leaf"

    def certificate(path, subject, *more):
        files = ["-out", path.with_suffix(".pem"), "-keyout", path.with_suffix(".key")]
        run(*new, "-subj", f"/CN={subject}", *more, *files, stderr=subprocess.DEVNULL)

    certificate(ca, "bench authority", "-addext", "keyUsage=critical,keyCertSign")
    signed = ["-CA", ca.with_suffix(".pem"), "-CAkey", ca.with_suffix(".key")]
    extensions = ["subjectAltName=IP:127.0.0.1", "basicConstraints=critical,CA:FALSE"]
    certificate(leaf, "127.0.0.1", *(part for text in extensions for part in ("-addext", text)), *signed)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """nginx, and PHP-FPM behind it where it is installed; ended when the block ends."""

    def __enter__(self):
        self.folder = folder = BENCH / "server"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        # nginx gives its privileges up where it was started with them.
        os.chmod(folder, 0o755)
        write_payloads(folder)
        write_certificates(folder)
        port, self.plain = free_port(), free_port()
        script = LANGUAGES / "fpm.php"
        config = CONFIG.format(
            user="user root;" if os.getuid() == 0 else "",
            folder=folder,
            port=port,
            plain=self.plain,
            script=script,
            charge=compact(CHARGE),
        )
        (folder / "nginx.conf").write_text(config)
        self.environment = {"BENCH_URL": f"https://127.0.0.1:{port}", "BENCH_CA": str(folder / "ca.pem"),
                            "BENCH_FILES": str(folder), "BENCH_NEXTGEN_PHP": str(BENCH / "php")}  # fmt: skip
        self.processes = []
        try:
            self.start()
        except BaseException:
            # A block that was not entered is not left either.
            self.__exit__()
            raise
        return self

    def start(self):
        folder = self.folder
        self.processes.append(subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-e", folder / "error.log"]))
        if fpm() and (BENCH / "php").exists():
            self.start_fpm()
        for _ in range(200):
            if self.processes[0].poll() is not None:
                raise SystemExit(f"nginx did not start: {(folder / 'error.log').read_text()}")
            try:
                self.counts()
                if not self.has_fpm() or (folder / "fpm.sock").exists():
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise SystemExit("nginx does not answer")

    def start_fpm(self):
        folder = self.folder
        (folder / "fpm.conf").write_text(FPM.format(folder=folder))
        # Ours is preloaded, as its README has it; all have opcache.
        header = subprocess.run(["php", BENCH / "php" / "ffi.php"], check=True, capture_output=True).stdout
        (folder / "nextgen.h").write_bytes(header)
        preload = [f"opcache.preload={BENCH}/php/preload.php", f"opcache.preload_user={getpass.getuser()}"]
        command = [fpm(), "--nodaemonize", "--allow-to-run-as-root", "-y", folder / "fpm.conf"]
        for line in ("opcache.enable=1", *preload, f"ffi.preload={folder}/nextgen.h"):
            command += ["-d", line]
        self.processes.append(subprocess.Popen(command, env={**os.environ, **self.environment}, stderr=subprocess.DEVNULL))

    def __exit__(self, *_):
        for process in self.processes:
            process.terminate()
            process.wait()

    @contextlib.contextmanager
    def on_one_processor(self):
        """Keeps the server, and all that is started meanwhile, on one processor, which they take turns on."""
        everywhere = os.sched_getaffinity(0)
        self.move({min(everywhere)})
        try:
            yield
        finally:
            self.move(everywhere)

    def move(self, processors):
        parents = [process.pid for process in self.processes]
        children = [Path(f"/proc/{parent}/task/{parent}/children").read_text().split() for parent in parents]
        for process in (os.getpid(), *parents, *map(int, itertools.chain(*children))):
            os.sched_setaffinity(process, processors)

    def ask(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.plain}{path}", timeout=60) as answer:
            return answer.read().decode()

    def counts(self):
        """Returns how many connections and how many requests there have been."""
        accepted, _, requests = self.ask("/status").split("\n")[2].split()
        return int(accepted), int(requests)

    def has_fpm(self):
        return len(self.processes) > 1


def cpu_of(process):
    """Returns the microseconds that a process has run, all its threads together."""
    threads = Path(f"/proc/{process}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e3
