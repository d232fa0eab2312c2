#!/usr/bin/env python3
"""Draws the terminal picture of the README from a real run in the sandbox.

Usage: src/site/demo.py [LAUNCHER]

Runs the commands below with an empty sandbox and writes src/site/resources/images/demo.svg. The
picture follows the reader's light or dark color scheme. Run it again after the output changed.
"""

import html
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LAUNCHER = os.path.join(ROOT, "target/ecs-profile/bin/ecs-profile")
PICTURE = os.path.join(ROOT, "src/site/resources/images/demo.svg")
COMMANDS = [
    "ecs-profile --sandbox all --project demo --dry-run",
    "ecs-profile --sandbox all --project demo",
    "ecs-profile --sandbox verify --project demo --only-problems",
]
FONT = 13
CHARACTER = 7.83  # advance width of a monospace font of that size
LINE = 19
MARGIN = 16
COLUMNS = 120
STYLE = """
  .window { fill: #ffffff; stroke: #d0d7de; }
  text { font: %dpx ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #1f2328; }
  .command { font-weight: bold; }
  .add { fill: #1a7f37; }
  .note { fill: #656d76; }
  @media (prefers-color-scheme: dark) {
    .window { fill: #0d1117; stroke: #30363d; }
    text { fill: #e6edf3; }
    .add { fill: #3fb950; }
    .note { fill: #8b949e; }
  }
""" % FONT


def run(launcher, state):
    """Returns the lines of all commands, each with its class."""
    lines = []
    for command in COMMANDS:
        done = subprocess.run(
            [launcher] + command.split()[1:],
            env={**os.environ, "XDG_STATE_HOME": state},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            check=True,
        )
        if lines:
            lines.append(("", ""))
        lines.append(("command", "$ " + command))
        lines += [("note", line) for line in done.stderr.splitlines()]
        for line in done.stdout.splitlines():
            lines.append(("add" if line.lstrip().startswith("+") else "", line))
    return lines


def wrapped(lines):
    """Continues long lines on the next one, as a terminal does."""
    for name, line in lines:
        for start in range(0, max(len(line), 1), COLUMNS):
            yield name, line[start : start + COLUMNS]


def main():
    launcher = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else LAUNCHER
    with tempfile.TemporaryDirectory() as state:
        lines = list(wrapped(run(launcher, state)))
    width = round(COLUMNS * CHARACTER + 2 * MARGIN)
    height = len(lines) * LINE + 2 * MARGIN
    text = "\n".join(
        f'<text class="{name}" x="{MARGIN}" y="{MARGIN + FONT + i * LINE}" '
        f'xml:space="preserve">{html.escape(line)}</text>'
        for i, (name, line) in enumerate(lines)
        if line
    )
    svg = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">
<title>A terminal: ecs-profile shows its plan, creates the instance profile, and verifies it</title>
<style>{STYLE}</style>
<rect class="window" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8"/>
{text}
</svg>
"""
    os.makedirs(os.path.dirname(PICTURE), exist_ok=True)
    with open(PICTURE, "w", encoding="utf-8") as out:
        out.write(svg.replace(' class=""', ""))
    print(re.sub(r"^.*(?=src/site)", "", PICTURE))


if __name__ == "__main__":
    main()
