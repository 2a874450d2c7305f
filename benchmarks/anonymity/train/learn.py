"""Trains the network. `python -m benchmarks.anonymity.train.learn WORK --minutes 20` writes WORK/trained.pt."""

import argparse
import random
import sys
import time
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from benchmarks.anonymity.build import Note, read_corpus
from benchmarks.anonymity.train.network import Network, load_rampart
from benchmarks.anonymity.train.samples import ALL_LABELS, IGNORED, NOTES, Sample, as_sample, draw, material
from benchmarks.anonymity.train.vary import segments
from csaleads.anonymity.text.model import VOCABULARY
from csaleads.anonymity.text.pieces import Vocabulary

SEED = 20
_BATCH, _WARM = 32, 60
_FASTER = 6.0  # the new output layer and the new tables learn so many times faster


def batch_of(samples: list[Sample]) -> tuple[Any, Any, Any, Any]:
    """Ids, kinds, labels and the mask of samples of different lengths."""
    long = max(len(each.ids) for each in samples)

    def filled(rows: list[list[int]], filling: int) -> Any:
        return torch.tensor([row + [filling] * (long - len(row)) for row in rows])

    lengths = torch.tensor([len(each.ids) for each in samples])
    mask = (torch.arange(long)[None] < lengths[:, None])[:, None, None, :]
    ids = filled([each.ids for each in samples], 0)
    kinds = filled([each.kinds for each in samples], 0)
    return ids, kinds, filled([each.labels for each in samples], IGNORED), mask


def examine(network: Network, notes: list[Note], vocabulary: Vocabulary, *, lower: bool) -> str:
    """Recall and precision of pieces of names, and recall of every label, on notes that were not learnt from."""
    right = torch.zeros(len(ALL_LABELS))
    marked, said = torch.zeros(len(ALL_LABELS)), torch.zeros(len(ALL_LABELS))
    network.eval()
    samples = []
    for note in notes:
        parts = segments(note)
        samples.append(as_sample([(t.lower() if lower else t, label) for t, label in parts], vocabulary))
    for at in range(0, len(samples), 64):
        ids, kinds, labels, mask = batch_of(samples[at : at + 64])
        with torch.no_grad():
            found = network(ids, kinds, mask).argmax(-1)
        for number in range(len(ALL_LABELS)):
            told = (found == number) & (labels != IGNORED)
            right[number] += (told & (labels == number)).sum()
            marked[number] += (labels == number).sum()
            said[number] += told.sum()
    network.train()
    rows = [
        f"{label} {100 * right[n] / marked[n]:.0f}/{100 * right[n] / max(1, said[n]):.0f}"
        for n, label in enumerate(ALL_LABELS)
        if n and marked[n]
    ]
    return " ".join(rows)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("work", type=Path, help="a folder that holds rampart.npz")
    asked.add_argument("--minutes", type=float, default=20)
    asked.add_argument("--layers", default="0,1,2,3,4,5", help="the layers of Rampart to keep")
    asked.add_argument("--rate", type=float, default=2e-4)
    asked.add_argument("--notes", type=Path, nargs="*", default=NOTES, help="folders of marked notes")
    asked.add_argument("--onwards", type=Path, default=None, help="begin with these weights")
    given = asked.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    taken = [int(number) for number in given.layers.split(",")]
    network = Network(len(ALL_LABELS), len(taken))
    if given.onwards:
        network.load_state_dict(torch.load(given.onwards))
    else:
        load_rampart(network, given.work / "rampart.npz", taken)
    train(network, given)
    return 0


def train(network: Network, given: argparse.Namespace) -> None:
    vocabulary, dice = Vocabulary(VOCABULARY), random.Random(SEED)
    source = material(given.notes)
    print(len(source.notes), "notes", len(source.fragments), "fragments", len(source.stories), "stories")
    fresh = [*network.out.parameters(), *network.shape.parameters(), *network.bits.parameters()]
    known = {id(each) for each in fresh}
    rest = [each for each in network.parameters() if id(each) not in known]
    rates = [given.rate, given.rate * (1 if given.onwards else _FASTER)]
    optimiser = torch.optim.AdamW([{"params": rest}, {"params": fresh}], lr=given.rate, weight_decay=0.01)
    examined = [note for note in read_corpus() if note.kind != "adversarial"]
    began, step, losses = time.monotonic(), 0, 0.0
    network.train()
    while (spent := (time.monotonic() - began) / 60 / given.minutes) < 1:
        warm = min(1.0, (step + 1) / _WARM)
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * warm * (1 - spent)
        if step % 8 == 0:  # windows of like length together
            pool = sorted(
                (draw(source, vocabulary, dice) for _ in range(8 * _BATCH)), key=lambda each: len(each.ids)
            )
            batches = [pool[at : at + _BATCH] for at in range(0, len(pool), _BATCH)]
            dice.shuffle(batches)
        ids, kinds, labels, mask = batch_of(batches[step % 8])
        loss = functional.cross_entropy(
            network(ids, kinds, mask).flatten(0, 1), labels.flatten(), ignore_index=IGNORED
        )
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        losses += loss.item()
        step += 1
        if step % 40 == 0:
            print(f"{spent:.2f} step {step} loss {losses / 40:.4f}", flush=True)
            losses = 0.0
        if step % 200 == 0:
            print(examine(network, examined, vocabulary, lower=False), flush=True)
            torch.save(network.state_dict(), given.work / "trained.pt")
    print("written", examine(network, examined, vocabulary, lower=False))
    print("lower", examine(network, examined, vocabulary, lower=True))
    torch.save(network.state_dict(), given.work / "trained.pt")


if __name__ == "__main__":
    sys.exit(main())
