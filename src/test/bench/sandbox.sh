#!/bin/sh
# GetInstanceProfile a second, warm: the sandbox against moto, on this machine, in one run.
# Needs a built launcher (./mvnw -q -DskipTests package) or a native image, and python3 with moto.
# Usage: src/test/bench/sandbox.sh [SECONDS [PROGRAM]]; ends in 1 where the sandbox is not ten times
# as fast.
set -eu
cd "$(dirname "$0")/../../.."
exec python3 - "${1:-5}" "${2:-target/ecs-profile/bin/ecs-profile}" <<'PYTHON'
import os, socket, subprocess, sys, threading, time, urllib.parse

SECONDS = float(sys.argv[1])
CONNECTIONS = 4
TRUST = ('{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":'
         '{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}')
AUTHORIZATION = ('AWS4-HMAC-SHA256 Credential=bench/20261124/us-east-1/iam/aws4_request, '
                 'SignedHeaders=host;x-amz-date, Signature=' + '0' * 64)


def request(action, **parameters):
    body = urllib.parse.urlencode(dict(parameters, Action=action, Version='2010-05-08')).encode()
    return ('POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Amz-Date: 20261124T000000Z\r\n'
            'Content-Type: application/x-www-form-urlencoded\r\nAuthorization: %s\r\n'
            'Content-Length: %d\r\n\r\n' % (AUTHORIZATION, len(body))).encode() + body


class Connection:
    """Keeps alive where the server does, and knows no more of HTTP than a bench needs."""

    def __init__(self, port):
        self.port, self.socket, self.rest = port, None, b''

    def call(self, data):
        if self.socket is None:
            self.socket = socket.create_connection(('127.0.0.1', self.port))
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.rest = b''
        self.socket.sendall(data)
        got = self.rest
        while b'\r\n\r\n' not in got:
            got += self.more()
        head, _, body = got.partition(b'\r\n\r\n')
        lines = head.lower().split(b'\r\n')
        length = int(next(l for l in lines if l.startswith(b'content-length:'))[15:])
        while len(body) < length:
            body += self.more()
        self.rest = body[length:]
        if b'connection: close' in lines:
            self.socket.close()
            self.socket = None
        return int(head.split(b' ', 2)[1]), body[:length]

    def more(self):
        data = self.socket.recv(65536)
        if not data:
            raise SystemExit('closed')
        return data


def wait_for(port):
    for _ in range(600):
        try:
            socket.create_connection(('127.0.0.1', port)).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit('nothing listens on port %d' % port)


def load(port, seconds):
    data = request('GetInstanceProfile', InstanceProfileName='bench')
    counts = [0] * CONNECTIONS
    end = time.time() + seconds

    def run(i):
        connection = Connection(port)
        while time.time() < end:
            status, body = connection.call(data)
            assert status == 200 and b'<RoleName>bench<' in body, body
            counts[i] += 1

    threads = [threading.Thread(target=run, args=(i,)) for i in range(CONNECTIONS)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    return sum(counts) / seconds


def measure(name, port):
    wait_for(port)
    connection = Connection(port)
    for data in (request('CreateRole', RoleName='bench', AssumeRolePolicyDocument=TRUST),
                 request('CreateInstanceProfile', InstanceProfileName='bench'),
                 request('AddRoleToInstanceProfile', InstanceProfileName='bench', RoleName='bench')):
        status, body = connection.call(data)
        assert status == 200, body
    load(port, 2)
    rate = load(port, SECONDS)
    print('%-8s %8.0f GetInstanceProfile a second' % (name, rate))
    return rate


def resident(pid):
    with open('/proc/%d/status' % pid) as status:
        return next(int(line.split()[1]) for line in status if line.startswith('VmRSS'))


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


moto_port = free_port()
servers = [
    subprocess.Popen([sys.argv[2], 'sandbox', '-q'],
                     stdout=subprocess.PIPE, text=True),
    subprocess.Popen([sys.executable, '-m', 'moto.server', '-H', '127.0.0.1', '-p', str(moto_port)],
                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL),
]
try:
    port = int(servers[0].stdout.readline().rsplit(':', 1)[1])
    ours = measure('sandbox', port)
    before = resident(servers[0].pid) if os.path.exists('/proc') else 0
    theirs = measure('moto', moto_port)
    load(port, SECONDS)
    after = resident(servers[0].pid) if os.path.exists('/proc') else 0
    print('factor   %8.1f' % (ours / theirs))
    print('resident %8d kB, and %d kB after as many calls again' % (before, after))
finally:
    for server in servers:
        server.terminate()
        server.wait(10)
sys.exit(0 if ours >= 10 * theirs else 1)
PYTHON
