"""How long ecs-profile takes as a whole process, beside what a user would run instead.

Usage: startup.py [--rounds N] [--launcher FILE] [--java HOME ...]

IAM is moto on loopback: over HTTP behind a proxy that holds each call for 25 ms, and over HTTPS
with a certificate made for the occasion, without delay. All contestants of a row take turns. Prints
Markdown: medians, their ratio, and peak memory. A peer that is not installed is left out, and named
on stderr. Without --java: each JDK 17 and 25 that lies beside the one that is in use.
"""

import argparse
import asyncio
import importlib.util
import os
import platform
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DELAY = 0.025
BOTO3 = """
import boto3, sys
iam = boto3.client('iam')
name = sys.argv[1] + '-ecs-instance-role'
trust = ('{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":'
         '{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}')
aws = 'arn:aws:iam::aws:policy/'
iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)
iam.attach_role_policy(
    RoleName=name, PolicyArn=aws + 'service-role/AmazonEC2ContainerServiceforEC2Role')
iam.attach_role_policy(RoleName=name, PolicyArn=aws + 'AmazonSSMManagedInstanceCore')
iam.create_instance_profile(InstanceProfileName=name)
iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName=name)
print(iam.get_instance_profile(InstanceProfileName=name)['InstanceProfile']['Arn'])
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(port):
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit(f"nothing listens on port {port}")


def moto(folder, *more):
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port), *more],
        env=dict(os.environ, MOTO_IAM_LOAD_MANAGED_POLICIES="true"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )
    wait_for(port)
    return process, port


async def request(reader):
    """One HTTP request as bytes; nothing at the end of the connection."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    return head + (await reader.readexactly(int(length[1])) if length else b"")


async def answer(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    body = await (reader.readexactly(int(length[1])) if length else reader.read())
    # The server below closes each connection; the one above is kept, as AWS keeps it.
    return re.sub(rb"(?i)\r\nconnection: close", b"", head.replace(b"HTTP/1.0", b"HTTP/1.1")) + body


def slow_proxy(target):
    """Holds each request for DELAY, then passes it on."""
    port = free_port()

    async def serve(reader, writer):
        try:
            while data := await request(reader):
                await asyncio.sleep(DELAY)
                below, to = await asyncio.open_connection("127.0.0.1", target)
                to.write(data)
                writer.write(await answer(below))
                await writer.drain()
                to.close()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def run():
        server = await asyncio.start_server(serve, "127.0.0.1", port)
        await server.serve_forever()

    threading.Thread(target=lambda: asyncio.run(run()), daemon=True).start()
    wait_for(port)
    return port


def certificate(folder):
    """A key and a certificate of 127.0.0.1; nothing without openssl."""
    if not shutil.which("openssl"):
        print("openssl is not installed: HTTPS skipped", file=sys.stderr)
        return None
    key, pem = os.path.join(folder, "key.pem"), os.path.join(folder, "cert.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
        + ["-keyout", key, "-out", pem, "-subj", "/CN=127.0.0.1"]
        + ["-addext", "subjectAltName=IP:127.0.0.1"],
        check=True,
        stderr=subprocess.DEVNULL,
    )
    return key, pem


def javas():
    home = os.environ.get("JAVA_HOME") or os.path.dirname(
        os.path.dirname(os.path.realpath(shutil.which("java") or "/nowhere/bin/java"))
    )
    beside = os.path.dirname(home)
    found = {}
    for name in sorted(os.listdir(beside)):
        if version(os.path.join(beside, name)) in ("17", "25"):
            found[version(os.path.join(beside, name))] = os.path.join(beside, name)
    return [found[v] for v in sorted(found, reverse=True)]


def version(home):
    try:
        with open(os.path.join(home, "release")) as release:
            return re.search(r'JAVA_VERSION="(\d+)', release.read())[1]
    except (OSError, TypeError):
        return ""


def once(command, env):
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended in {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


class Row:
    number = 0

    def __init__(self, what, over, ours, peer, command, env):
        self.what, self.over, self.ours, self.peer = what, over, ours, peer
        self.command, self.env = command, env

    def measure(self, launcher, homes, rounds):
        times, memory = {}, {}
        for turn in range(-1, rounds):  # the first is not counted: files are read then
            for who in [*homes, None]:
                Row.number += 1
                project = f"b{Row.number}"
                command = [launcher, *self.ours(project)] if who else self.command(project)
                env = dict(self.env, JAVA_HOME=who) if who else self.env
                seconds, peak = once(command, env)
                if turn >= 0:
                    times.setdefault(who, []).append(seconds)
                    memory.setdefault(who, []).append(peak)
        theirs = statistics.median(times[None])
        for home in homes:
            mine = statistics.median(times[home])
            print(
                f"| {self.what} | {self.over} | {version(home)} | {mine:.2f} s "
                f"| {self.peer} {theirs:.2f} s | {mine / theirs:.2f} | {max(memory[home]):.0f} MB |",
                flush=True,
            )


def rows(env, have):
    def get(_):
        return ["get-arn", "--project", "bench"]

    def everything(project):
        return ["all", "--project", project]

    query = ["--query", "InstanceProfile.Arn", "--output", "text"]
    aws_get = ["aws", "iam", "get-instance-profile", "--instance-profile-name"]
    tutorial = ["sh", os.path.join(HERE, "tutorial.sh")]
    if have["aws"]:
        yield Row("`--version`", "", lambda _: ["--version"], "`aws --version`",
                  lambda _: ["aws", "--version"], env["http"])
    for over in [o for o in ("http", "https") if o in env]:
        name = {"http": "HTTP, 25 ms", "https": "HTTPS"}[over]
        if have["aws"]:
            yield Row("`get-arn`", name, get, "`aws iam get-instance-profile`",
                      lambda _: [*aws_get, "bench-ecs-instance-role", *query], env[over])
        if have["aws"] and over == "http":
            yield Row("`all`, fresh", name, everything, "the tutorial's six `aws iam` commands",
                      lambda p: [*tutorial, p], env[over])
        if have["boto3"]:
            yield Row("`all`, fresh", name, everything, "six calls of boto3",
                      lambda p: [sys.executable, "-c", BOTO3, p], env[over])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--launcher", default="target/ecs-profile/bin/ecs-profile")
    parser.add_argument("--java", action="append", metavar="HOME")
    options = parser.parse_args()
    homes = options.java or javas()
    have = {
        "aws": shutil.which("aws") is not None,
        "boto3": importlib.util.find_spec("boto3") is not None,
    }
    for peer, there in have.items():
        if not there:
            print(f"{peer} is not installed: its rows are skipped", file=sys.stderr)
    if not importlib.util.find_spec("moto"):
        sys.exit("moto is not installed: nothing to measure against")
    with tempfile.TemporaryDirectory() as folder:
        servers = []
        try:
            base = {
                "PATH": os.environ["PATH"],
                "HOME": folder,
                "AWS_ACCESS_KEY_ID": "bench",
                "AWS_SECRET_ACCESS_KEY": "bench",
                "AWS_DEFAULT_REGION": "us-east-1",
            }
            plain, port = moto(folder)
            servers.append(plain)
            env = {"http": dict(base, AWS_ENDPOINT_URL=f"http://127.0.0.1:{slow_proxy(port)}")}
            if made := certificate(folder):
                secure, port = moto(folder, "-k", made[0], "-c", made[1])
                servers.append(secure)
                env["https"] = dict(
                    base, AWS_ENDPOINT_URL=f"https://127.0.0.1:{port}", AWS_CA_BUNDLE=made[1]
                )
            for one in env.values():
                once([options.launcher, "all", "--project", "bench"], dict(one, JAVA_HOME=homes[0]))
            print(f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
                  f"{time.strftime('%Y-%m-%d')}, median of {options.rounds}\n")
            print("| what | over | JDK | takes | beside | ratio | peak memory |")
            print("|---|---|---|---|---|---|---|")
            for row in rows(env, have):
                row.measure(options.launcher, homes, options.rounds)
        finally:
            for server in servers:
                server.terminate()
                server.wait()


if __name__ == "__main__":
    main()
