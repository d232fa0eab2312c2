"""How long ecs-profile takes as a whole process, beside what a user would run instead.

Usage: startup.py [--rounds N] [--native FILE] [--launcher FILE] [--java HOME ...] [--only WORD ...]

Its forms: the native image, and the launcher on each JDK 17 and 25 that lies beside the one in use
(or on each --java). IAM is moto on loopback, behind a server that keeps connections and holds each
request for 25 ms, over HTTP and over HTTPS with a certificate made for the occasion. All of a row
take turns. Prints Markdown: medians, the ratio to what is beside, and peak memory. What is not
there is left out, and named on stderr.
"""

import argparse
import asyncio
import importlib.util
import lzma
import os
import platform
import re
import shutil
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DELAY = 0.025
PROJECT = "bench"
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


def moto(folder):
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        env=dict(os.environ, MOTO_IAM_LOAD_MANAGED_POLICIES="true"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )
    wait_for(port)
    return process, port


async def message(reader):
    """One HTTP message as bytes; nothing at the end of the connection."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    # moto closes each connection; this server keeps them, as AWS does.
    head = re.sub(rb"(?i)\r\nconnection: close", b"", head.replace(b"HTTP/1.0 ", b"HTTP/1.1 "))
    return head + (await reader.readexactly(int(length[1])) if length else b"")


def front(target, tls=None):
    """Holds each request for DELAY, then passes it on; returns its port."""
    port = free_port()

    async def serve(reader, writer):
        try:
            while data := await message(reader):
                await asyncio.sleep(DELAY)
                below, to = await asyncio.open_connection("127.0.0.1", target)
                to.write(data)
                writer.write(await message(below))
                await writer.drain()
                to.close()
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            writer.close()

    async def run():
        server = await asyncio.start_server(serve, "127.0.0.1", port, ssl=tls)
        await server.serve_forever()

    threading.Thread(target=lambda: asyncio.run(run()), daemon=True).start()
    wait_for(port)
    return port


def certificate(folder):
    """A server's context and the certificate of 127.0.0.1 in it; nothing without openssl."""
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
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key)
    return context, pem


def version(home):
    try:
        with open(os.path.join(home, "release")) as release:
            return re.search(r'JAVA_VERSION="(\d+)', release.read())[1]
    except (OSError, TypeError):
        return ""


def javas():
    home = os.environ.get("JAVA_HOME") or os.path.dirname(
        os.path.dirname(os.path.realpath(shutil.which("java") or "/nowhere/bin/java"))
    )
    beside = os.path.dirname(home)
    names = os.listdir(beside) if os.path.isdir(beside) else []
    found = {version(os.path.join(beside, n)): os.path.join(beside, n) for n in sorted(names)}
    return [found[v] for v in ("25", "17") if v in found]


def forms(options):
    """What is measured: its name, its program, and what its environment has besides."""
    found = []
    for native in options.native:
        if os.access(native, os.X_OK):
            name = "native" if len(options.native) == 1 else f"native {native}"
            found.append((name, os.path.abspath(native), {}))
        else:
            print(f"{native} does not exist: ./mvnw -Pnative package makes it", file=sys.stderr)
    if os.access(options.launcher, os.X_OK):
        for home in options.java if options.java is not None else javas():
            found.append((f"JVM {version(home)}", os.path.abspath(options.launcher),
                          {"JAVA_HOME": home}))
    return found


def once(command, env, folder):
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended in {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


class Bench:
    def __init__(self, forms, rounds, folder):
        self.forms, self.rounds, self.folder, self.number = forms, rounds, folder, 0

    def row(self, what, over, env, ours, peer, theirs):
        """Measures one command of ours in each form, and what is beside it."""
        turns = [(name, lambda p, f=program: [f, *ours(p)], more)
                 for name, program, more in self.forms]
        times, memory = {}, {}
        for turn in range(-1, self.rounds):  # the first is not counted: files are read then
            for name, command, more in [*turns, (peer, theirs, {})]:
                self.number += 1
                seconds, peak = once(command(f"b{self.number}"), dict(env, **more), self.folder)
                if turn >= 0:
                    times.setdefault(name, []).append(seconds)
                    memory.setdefault(name, []).append(peak)
        beside = statistics.median(times[peer])
        for name, _, _ in self.forms:
            mine = statistics.median(times[name])
            print(f"| {what} | {over} | {name} | {mine * 1000:.0f} ms | {peer} {beside * 1000:.0f} ms "
                  f"| {mine / beside:.3f} | {max(memory[name]):.0f} MB |", flush=True)


def run(bench, env, have, wanted):
    def everything(project):
        return ["all", "--project", project]

    def measured(what, over, *rest):
        if not wanted or any(w in f"{what} {over}" for w in wanted):
            bench.row(what, over, *rest)

    if have["aws"]:
        for what in ("--version", "--help"):
            measured(f"`{what}`", "", env["HTTP"], lambda _, w=what: [w], "`aws --version`",
                     lambda _: ["aws", "--version"])
    for over in [o for o in ("HTTP", "HTTPS") if o in env]:
        if have["aws"]:
            measured("`get-arn`", over, env[over], lambda _: ["get-arn", "--project", PROJECT],
                     "`aws iam get-instance-profile`",
                     lambda _: ["aws", "iam", "get-instance-profile", "--instance-profile-name",
                                f"{PROJECT}-ecs-instance-role", "--query", "InstanceProfile.Arn",
                                "--output", "text"])
            measured("`all`, fresh", over, env[over], everything, "the tutorial's script",
                     lambda p: ["sh", os.path.join(HERE, "tutorial.sh"), p])
        if have["boto3"]:
            measured("`all`, fresh", over, env[over], everything, "six calls of boto3",
                     lambda p: [sys.executable, "-c", BOTO3, p])


def sizes(forms):
    for name, program, more in forms:
        if not more:
            with open(program, "rb") as image:
                content = image.read()
            print(f"\nSize of {name}: {len(content) / 1e6:.1f} MB, "
                  f"{len(lzma.compress(content, preset=9)) / 1e6:.1f} MB with xz")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--native", action="append", metavar="FILE")
    parser.add_argument("--launcher", default="target/ecs-profile/bin/ecs-profile")
    parser.add_argument("--java", action="append", metavar="HOME")
    parser.add_argument("--no-java", dest="java", action="store_const", const=[])
    parser.add_argument("--only", action="append", metavar="WORD", default=[])
    options = parser.parse_args()
    options.native = options.native or ["target/native/ecs-profile"]
    ours = forms(options)
    if not ours:
        sys.exit("neither a native image nor a packaged folder: nothing to measure")
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
        server, port = moto(folder)
        try:
            base = {
                # A shim of a version manager would count as time of the AWS CLI.
                "PATH": os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"],
                "HOME": folder,
                "AWS_ACCESS_KEY_ID": "bench",
                "AWS_SECRET_ACCESS_KEY": "bench",
                "AWS_DEFAULT_REGION": "us-east-1",
            }
            env = {"HTTP": dict(base, AWS_ENDPOINT_URL=f"http://127.0.0.1:{front(port)}")}
            if made := certificate(folder):
                url = f"https://127.0.0.1:{front(port, made[0])}"
                env["HTTPS"] = dict(base, AWS_ENDPOINT_URL=url, AWS_CA_BUNDLE=made[1])
            for name, program, more in ours:
                once([program, "all", "--project", PROJECT], dict(env["HTTP"], **more), folder)
            print(f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
                  f"{time.strftime('%Y-%m-%d')}, median of {options.rounds}, load "
                  f"{os.getloadavg()[0]:.1f} at the start\n")
            print("| what | over | form | takes | beside | ratio | peak memory |")
            print("|---|---|---|---|---|---|---|")
            run(Bench(ours, options.rounds, folder), env, have, options.only)
            sizes(ours)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
