# SPDX-License-Identifier: EUPL-1.2
"""Measures whether the time of a refused sign-in tells if the name exists. Run by `make scan`; prints a table.

Usage: ESENZIONI_BINARY=… python time_of_names.py [tries of each]"""

import random
import statistics
import sys
import tempfile
import time

from house import USER, House


def main(tries):
    with tempfile.TemporaryDirectory() as folder:
        house = House(folder, secure=False, extra="  requests_per_second: 100000\n")
        house.sign_in = "  attempts: 100\n  window_minutes: 1\n  attempts_per_address: 100000\n"
        house.start()
        door = house.pages()
        form = door.get("/accesso")
        names = {"known": USER, "unknown": "ignoto"}
        order = [kind for kind in ("known", "unknown") for _ in range(min(tries, 90))]
        random.shuffle(order)
        times = {"known": [], "unknown": []}
        for kind in order:
            body = {"gettone": form.token(), "username": names[kind], "password": "sbagliata", "pin": "00000"}
            start = time.perf_counter()
            answer = door.post("/accesso", body, form.cookies)
            times[kind].append((time.perf_counter() - start) * 1000)
            assert answer.status == 401
        house.stop()
    for kind, values in times.items():
        values.sort()
        print(
            f"{kind:8} n={len(values)} median {statistics.median(values):.2f} ms, mean {statistics.mean(values):.2f} ms,"
            f" deviation {statistics.pstdev(values):.2f} ms"
        )
    difference = statistics.median(times["known"]) - statistics.median(times["unknown"])
    # How large a difference of medians comes of chance alone: labels shuffled a thousand times.
    both = times["known"] + times["unknown"]
    chance = []
    for _ in range(1000):
        random.shuffle(both)
        half = len(times["known"])
        chance.append(abs(statistics.median(both[:half]) - statistics.median(both[half:])))
    chance.sort()
    print(f"difference of medians {difference:+.3f} ms; by chance up to {chance[949]:.3f} ms (95 of 100 times)")
    return 0 if abs(difference) <= chance[989] else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 90))
