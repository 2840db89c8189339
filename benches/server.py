#!/usr/bin/env python3
"""Servers for benches/connections.sh.

    server.py timed CERTIFICATE KEY RUNS COMMAND...    the time from a command's first connection to its last end, in
                                                       seconds, one line for each run; PORT in it is the server's
    server.py slow CERTIFICATE KEY NUMBER SECONDS      so many servers, whose names are printed; each answers a hello late,
                                                       the last one after so many seconds, the others evenly before it
"""

import asyncio
import contextlib
import resource
import select
import socket
import ssl
import subprocess
import sys
import time


def context(certificate, key):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate, key)
    return made


def serve(listener, tls):
    """One connection, to its end."""
    raw, _ = listener.accept()
    begun = time.monotonic()
    raw.settimeout(10)
    # A client that has seen enough may leave in the middle of a handshake.
    with contextlib.suppress(OSError), tls.wrap_socket(raw, server_side=True) as connection:
        while connection.recv(4096):
            pass
    return begun, time.monotonic()


def timed(certificate, key, runs, *command):
    tls = context(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
        words = [word.replace("PORT", port) for word in command]
        for _ in range(int(runs)):
            process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            served = []
            while select.select([listener], [], [], 0.01)[0] or process.poll() is None:
                if select.select([listener], [], [], 0)[0]:
                    served.append(serve(listener, tls))
            if process.wait() != 0 or not served:
                sys.exit(1)
            print(served[-1][1] - served[0][0])


def slow(certificate, key, number, seconds):
    tls, number, longest = context(certificate, key), int(number), float(seconds)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

    async def answer(raw, delay):
        loop = asyncio.get_running_loop()
        # What the client says meanwhile waits in the socket.
        await asyncio.sleep(delay)
        with contextlib.suppress(OSError):
            _, protocol = await loop.connect_accepted_socket(lambda: Closing(loop), raw, ssl=tls)
            await protocol.end

    async def accept(listener, delay):
        loop = asyncio.get_running_loop()
        answers = set()
        while True:
            raw, _ = await loop.sock_accept(listener)
            answers.add(task := loop.create_task(answer(raw, delay)))
            task.add_done_callback(answers.discard)

    async def run():
        listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
        for listener in listeners:
            listener.setblocking(False)
            print(f"127.0.0.1:{listener.getsockname()[1]}")
        print("# ready", flush=True)
        await asyncio.gather(
            *(accept(one, longest * (place + 1) / number) for place, one in enumerate(listeners))
        )

    asyncio.run(run())


class Closing(asyncio.Protocol):
    """Says nothing, and knows when the other side has gone."""

    def __init__(self, loop):
        self.end = loop.create_future()

    def connection_lost(self, error):
        if not self.end.done():
            self.end.set_result(error)


if __name__ == "__main__":
    {"timed": timed, "slow": slow}[sys.argv[1]](*sys.argv[2:])
