"""A headless Chromium that is told what to do over its pipe: it loads pages, presses keys, and notes errors and every address it asks for."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"),
    *("--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-pipe", "about:blank"),
]
PATIENCE = 60  # seconds
KEYS = {"Tab": 9, "Enter": 13}


class Browser:
    """Hold a page of the browser; `asked` are the addresses that it asked for, `errors` what it complained of."""

    def __init__(self, told, heard):
        self._told, self._heard, self._number, self._session = told, heard, 0, None
        self.asked, self.errors = [], []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._call(f"{domain}.enable")

    def open(self, address):
        """Load a page and wait until it is there."""
        self._loaded = False
        self._call("Page.navigate", url=address)
        self._wait()

    def evaluate(self, script):
        """Run a script in the page and give what it, or its promise, comes to."""
        answer = self._call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def until(self, script):
        """Wait until a script gives something true, and give it; a page that is on its way is waited for."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            answer = self._ask("Runtime.evaluate", expression=script, returnByValue=True)
            if found := answer.get("result", {}).get("result", {}).get("value"):
                return found
            time.sleep(0.02)
        raise AssertionError(f"{script} was never true")

    def press(self, key):
        """Press a key; a page that it leads to is waited for."""
        self._loaded = True
        for kind in ("keyDown", "keyUp"):
            text = {"text": "\r"} if key == "Enter" and kind == "keyDown" else {}
            self._call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=KEYS[key], **text)

    def width(self, pixels):
        """Make the window as wide as that."""
        self._call("Emulation.setDeviceMetricsOverride", width=pixels, height=800, deviceScaleFactor=1, mobile=False)

    def scheme(self, name):
        """Prefer light or dark pages."""
        self._call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def _wait(self):
        while not self._loaded:
            self._take(self._read())

    def _call(self, method, **arguments):
        answer = self._ask(method, **arguments)
        assert "error" not in answer, answer
        return answer["result"]

    def _ask(self, method, **arguments):
        self._number += 1
        message = {"id": self._number, "method": method, "params": arguments}
        if self._session:
            message["sessionId"] = self._session
        self._told.write(json.dumps(message).encode() + b"\0")
        self._told.flush()
        while (answer := self._read()).get("id") != self._number:
            self._take(answer)
        return answer

    def _read(self):
        message = bytearray()
        while (sign := self._heard.read(1)) != b"\0":
            assert sign, "the browser went away"
            message += sign
        return json.loads(message)

    def _take(self, event):
        method, told = event.get("method"), event.get("params", {})
        if method == "Page.loadEventFired":
            self._loaded = True
        elif method == "Network.requestWillBeSent":
            self.asked.append(told["request"]["url"])
        elif method == "Log.entryAdded":
            self.errors.append(told["entry"]["text"])
        elif method == "Runtime.exceptionThrown":
            self.errors.append(told["exceptionDetails"]["text"])
        elif method == "Runtime.consoleAPICalled":
            self.errors.append(str(told["args"]))


@contextmanager
def browser(folder):
    """Start a browser with a profile in a folder, and end it."""
    (theirs_in, ours_out), (ours_in, theirs_out) = os.pipe(), os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in (theirs_in, theirs_out)]  # away from 3 and 4, which the browser uses
    start = "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
    command = [sys.executable, "-c", start, *map(str, high), str(CHROMIUM), f"--user-data-dir={folder / 'profile'}", *FLAGS]
    process = subprocess.Popen(command, pass_fds=high, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for end in (theirs_in, theirs_out, *high):
        os.close(end)
    try:
        with os.fdopen(ours_out, "wb") as told, os.fdopen(ours_in, "rb") as heard:
            yield Browser(told, heard)
    finally:
        process.terminate()
        process.wait(timeout=20)
