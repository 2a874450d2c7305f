"""A screener for the tests: every word with a capital is a person. It can also fail, fall silent, or talk nonsense."""

import json
import re
import sys
import time


def main() -> None:
    behaviour = sys.argv[1]
    if behaviour == "fails":
        sys.exit("I cannot.")
    for line in sys.stdin:
        note = json.loads(line)
        if behaviour == "silent":
            time.sleep(60)
        found = re.finditer(r"\b[A-Z]\w+", note["text"])
        spans = [{"start": each.start(), "end": each.end(), "label": "PERSON"} for each in found]
        print(json.dumps({"id": note["id"], "spans": spans}) if behaviour == "answers" else "nonsense")


if __name__ == "__main__":
    main()
