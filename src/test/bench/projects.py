"""How the time of `ecs-profile all` grows with the number of projects, behind 25 ms a call.

Usage: projects.py [LAUNCHER]

Each row is fresh projects on a fresh sandbox, without and with every fifth call throttled, beside
the tutorial's six `aws iam` commands for one project, times their number. Prints Markdown; without
the AWS CLI that column is empty.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

LAUNCHER = sys.argv[1] if len(sys.argv) > 1 else "target/ecs-profile/bin/ecs-profile"
THROTTLED = ("--fault", "*:%5:throttle")
HERE = os.path.dirname(os.path.abspath(__file__))


def sandbox(*more):
    process = subprocess.Popen(
        [LAUNCHER, "sandbox", "--latency", "25", *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return process, process.stdout.readline().strip()


def environment(url):
    return dict(
        os.environ,
        AWS_ENDPOINT_URL_IAM=url,
        AWS_ACCESS_KEY_ID="bench",
        AWS_SECRET_ACCESS_KEY="bench",
        AWS_DEFAULT_REGION="us-east-1",
    )


def run(count, command, expected, *faults):
    """Runs a command for fresh projects; returns its seconds and its peak memory in MB."""
    server, url = sandbox(*faults)
    try:
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as names:
            names.write("".join(f"p{i}\n" for i in range(count)))
            names.flush()
            start = time.perf_counter()
            process = subprocess.Popen(
                [LAUNCHER, command, "-q", "--timeout", "900", "--projects-from", names.name],
                env=environment(url),
                stdout=subprocess.PIPE,
            )
            process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
        if os.waitstatus_to_exitcode(status) != expected:
            sys.exit(f"{command} of {count} projects: exit {os.waitstatus_to_exitcode(status)}")
        return seconds, usage.ru_maxrss / 1024
    finally:
        server.terminate()
        server.wait()


def tutorial():
    if not shutil.which("aws"):
        print("the AWS CLI is not installed: skipped", file=sys.stderr)
        return None
    server, url = sandbox()
    try:
        times = []
        for n in range(3):
            start = time.perf_counter()
            subprocess.run(
                ["sh", os.path.join(HERE, "tutorial.sh"), f"t{n}"],
                env=environment(url),
                check=True,
                stdout=subprocess.DEVNULL,
            )
            times.append(time.perf_counter() - start)
        return sorted(times)[1]
    finally:
        server.terminate()
        server.wait()


def main():
    one = tutorial()
    print("| projects | seconds | with every 5th call throttled | tutorial's script | peak MB |")
    print("|---|---|---|---|---|")
    for count in (1, 10, 100, 1000):
        plain, memory = run(count, "all", 0)
        throttled, more = run(count, "all", 0, *THROTTLED)
        script = "" if one is None else f"{one * count:.0f} s, {one * count / throttled:.0f} times"
        print(
            f"| {count} | {plain:.1f} | {throttled:.1f} | {script} | {max(memory, more):.0f} |",
            flush=True,
        )
    # More than AWS's quota of roles, which the sandbox has too; nothing exists: exit 10.
    seconds, memory = run(2000, "verify", 10, *THROTTLED)
    print(f"\n`verify` of 2000 projects, throttled: {seconds:.1f} s, {memory:.0f} MB")


if __name__ == "__main__":
    main()
