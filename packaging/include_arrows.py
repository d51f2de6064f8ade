#!/usr/bin/env python3
"""Checks that every #include "room/..." points to the same room or one that stands before it (docs/architecture.md section 2),
that a room names the rooms it uses in its CMake target, that third-party headers stay inside their fence, and that no file is over 500 lines."""
import pathlib
import re
import sys

ROOMS = ("base crypto net store report access record pack work read detect grade catalog protect watch guard comply assess probe respond "
         "trace privacy exchange govern serve cli").split()
# header → files that may include it
FENCES = {
    r"hs/hs\.h|hs\.h": r"src/detect/literal_set\.cpp",
    r"sqlite3\.h": r"src/store/",
    r"libpq-fe\.h": r"src/store/",
    r"mysql\.h": r"src/probe/mariadb_session\.cpp",
    r"gcrypt\.h": r"src/crypto/",
    r"openssl/": r"src/(crypto|net)/",
    r"botan/": r"src/crypto/",
    r"sodium\.h": r"src/crypto/",
    r"boost/": r"src/net/",
    r"libdeflate\.h": r"src/read/(whole_inflate|block_codec|\w+_test)\.cpp",
    r"pcre2\.h": r"src/detect/confirm\.cpp",
    r"CLI/": r"src/cli/",
}


def main() -> int:
    root = pathlib.Path(__file__).resolve().parent.parent
    problems = []
    for path in sorted((root / "src").rglob("*")):
        if path.suffix not in (".h", ".cpp"):
            continue
        name = path.relative_to(root).as_posix()
        room = name.split("/")[1]
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        if len(lines) > 500:
            problems.append(f"{name}: {len(lines)} lines; split it, 500 is the limit")
        cmake = (root / "src" / room / "CMakeLists.txt").read_text()
        deps = set(re.search(r"DEPS ([a-z ]+)", cmake).group(1).split()) if "DEPS" in cmake else set()
        for number, line in enumerate(lines, 1):
            match = re.match(r'\s*#\s*include\s+"([a-z]+)/', line)
            if match:
                target = match.group(1)
                if target not in ROOMS:
                    problems.append(f"{name}:{number}: no such room: {target}")
                elif target != room and ROOMS.index(target) >= ROOMS.index(room):
                    problems.append(f"{name}:{number}: {room} may not include {target}: it stands later")
                elif target != room and target not in deps:
                    problems.append(f"{name}:{number}: src/{room}/CMakeLists.txt does not name {target} in DEPS")
            match = re.match(r"\s*#\s*include\s+<([^>]+)>", line)
            if match:
                for header, allowed in FENCES.items():
                    if re.match(header, match.group(1)) and not re.match(allowed, name):
                        problems.append(f"{name}:{number}: <{match.group(1)}> only in {allowed}")
    print("\n".join(problems) if problems else "include arrows: ok")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
