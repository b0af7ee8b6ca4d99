"""Fit the network: `python -m training.fit --gold GOLD --out /tmp/reader`.

Same data, same versions and one machine give the same weights. For how long a run takes see README.md.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from crossbearing.text.heads import lay_out, spans_array
from training import corpora
from training.batches import Batch, make_batches
from training.measure import measure
from training.network import LAYERS, Network, half_precision

_LINK_WEIGHT = 0.15
_MISSING_SHARE = 0.06  # how often a gold cue or source is hidden from the linker, so that it learns "none"
_DECAY = 0.996


def read_texts(gold: Path, tasks: frozenset[str], without: frozenset[str]) -> list[corpora.Labelled]:
    """Read every corpus that the tasks need."""
    texts = list(corpora.read_attributions(gold, without=without)) if "attribution" in tasks else []
    if "time" in tasks:
        texts += corpora.read_times(gold)
    if tasks & {"actor", "relation", "location"}:
        texts += (
            text for text in corpora.read_entities(gold) if text.task != "relation" or "relation" in tasks
        )
    if "toponym" in tasks:
        texts += corpora.read_toponyms(gold)
    if "event" in tasks:
        texts += corpora.read_events(gold)
    return texts


def step_loss(network: Network, batch: Batch, rng: random.Random) -> Tensor:
    """Return the loss of one batch."""
    with half_precision():
        states = network.encoder(
            batch.ids, batch.surface, batch.marks, batch.mask, beside=batch.task != "attribution"
        )
    states = states.float()
    if batch.task in network.pairs:
        scores = network.pairs[batch.task](states, batch.marks, batch.mask)
        return functional.cross_entropy(scores, batch.labels, label_smoothing=0.05)
    emissions = network.tags[batch.task](states[:, 1:-1])
    if batch.task == "attribution":
        tagging = network.path_loss(emissions, batch.tags, batch.lengths)
        return tagging + _LINK_WEIGHT * link_loss(network, batch, states[:, 1:-1], rng)
    valid = batch.mask[:, 2:]
    return functional.cross_entropy(emissions[valid], batch.tags[valid])


def adversarial_loss(network: Network, batch: Batch, rng: random.Random, reach: float) -> Tensor:
    """Leave the gradients of a batch behind, and return its loss where each window is hardest nearby.

    The embedded pieces of each window are moved by `reach` in all, up the slope of the loss
    (Miyato, Dai and Goodfellow 2017), so that less hangs on single words.
    """
    embedded: list[Tensor] = []

    def keep(_module: nn.Module, _given: object, out: Tensor) -> None:
        out.retain_grad()
        embedded.append(out)

    hook = network.encoder.norm.register_forward_hook(keep)
    step_loss(network, batch, rng).backward()
    hook.remove()
    slope = embedded[0].grad
    away = reach * slope / (slope.flatten(1).norm(dim=1)[:, None, None] + 1e-12)
    hook = network.encoder.norm.register_forward_hook(lambda _module, _given, out: out + away)
    loss = step_loss(network, batch, rng)
    hook.remove()
    return loss


def link_loss(network: Network, batch: Batch, states: Tensor, rng: random.Random) -> Tensor:
    """Return the mean loss of linking contents to cues and cues to sources, by gold spans."""
    losses, count = [], 0
    for row, (text, first, last) in enumerate(batch.windows):
        inside = [
            (label, a - first, b - first, number)
            for number, (label, a, b) in enumerate(text.spans)
            if a >= first and b <= last
        ]
        sources, cues, contents = ([s for s in inside if s[0] == label] for label in (0, 1, 2))
        lines = text.pieces.lines[first:last]
        begins = spans_array([s[1:3] for s in cues])[:, 0]
        for head, (asking, answering) in enumerate(((contents, cues), (cues, sources))):
            if not asking:
                continue
            seen = [s for s in answering if rng.random() > _MISSING_SHARE]
            belongs = [text.attributions[s[3]] for s in seen]
            wanted = [
                next((k for k, own in enumerate(belongs) if own & text.attributions[s[3]]), len(seen))
                for s in asking
            ]
            a, b = spans_array([s[1:3] for s in asking]), spans_array([s[1:3] for s in seen])
            scores = network.links[head](states[row], a, b, lay_out(a, b, lines, begins))
            losses.append(functional.cross_entropy(scores, torch.tensor(wanted), reduction="sum"))
            count += len(asking)
    return sum(losses) / count if losses else torch.zeros(())


def freeze(network: Network) -> None:
    """Leave all that attribution was fitted on as it is; the mark of an unmarked piece belongs to it."""
    for part in (network.encoder, network.links, network.tags["attribution"]):
        part.requires_grad_(requires_grad=False)
    network.moves.requires_grad_(requires_grad=False)
    network.encoder.beside.requires_grad_(requires_grad=True)
    marks = network.encoder.marks.weight.requires_grad_(requires_grad=True)
    marks.register_hook(lambda gradient: gradient * torch.tensor([[0.0], [1.0], [1.0]]))


def optimiser(network: Network, rate: float, heads_rate: float, fading: float) -> torch.optim.AdamW:
    """Return AdamW with the encoder slow and the heads fast; word embeddings stay as they are.

    fading: what the encoder's rate is multiplied by from each layer to the one below it.
    """
    network.encoder.words.weight.requires_grad_(requires_grad=False)
    slow = [p for p in network.encoder.parameters() if p.requires_grad]
    own = {id(p) for p in network.encoder.parameters()}
    free = [p for p in network.parameters() if p.requires_grad and id(p) not in own]
    moves, fast = [p for p in free if p is network.moves], [p for p in free if p is not network.moves]
    decay = 0.01 if moves else 0.0  # what is frozen in part must not shrink
    below = {
        id(p): LAYERS - 1 - number
        for number, layer in enumerate(network.encoder.layers)
        for p in layer.parameters()
    }
    below |= {
        id(p): len(network.encoder.beside) - 1 - number
        for number, layer in enumerate(network.encoder.beside)
        for p in layer.parameters()
    }
    return torch.optim.AdamW(
        [
            *(
                {
                    "params": [p for p in slow if below.get(id(p), LAYERS) == depth],
                    "lr": rate * fading**depth,
                    "weight_decay": decay,
                }
                for depth in range(LAYERS + 1)
            ),
            {"params": fast, "lr": heads_rate, "weight_decay": 0.0},
            {"params": moves, "lr": heads_rate / 3, "weight_decay": 0.0},
        ],
        fused=True,
    )


def main() -> None:
    """Fit, measure after each epoch, and keep the averaged weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help="model.safetensors of MiniLM-L6")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--heads-rate", type=float, default=1.5e-3)
    parser.add_argument(
        "--hide", type=float, default=0.08, help="share of pieces hidden in half of the windows"
    )
    parser.add_argument("--fading", type=float, default=1.0, help="rate of a layer to that of the next above")
    parser.add_argument("--reach", type=float, default=0.0, help="of an adversarial push of each window")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="weights of an earlier fit to go on from")
    parser.add_argument("--tasks", default="attribution,time,actor,location,toponym,event,relation")
    parser.add_argument("--without", default="", help="publishers left out, with commas")
    parser.add_argument("--limit", type=int, default=0, help="texts a corpus, for trying the script")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(1)
    rng = random.Random(1)
    given.out.mkdir(parents=True, exist_ok=True)
    without = frozenset(given.without.split(",")) - {""}
    texts = read_texts(given.gold, frozenset(given.tasks.split(",")), without)
    if given.limit:
        texts = [
            t
            for task in dict.fromkeys(t.task for t in texts)
            for t in [x for x in texts if x.task == task][: given.limit]
        ]
    network = Network()
    network.encoder.load(given.weights)
    if given.start:
        network.load(given.start)
    if "attribution" not in given.tasks.split(","):
        if not network.encoder.beside:
            network.encoder.fork()
        freeze(network)
    steps = optimiser(network, given.rate, given.heads_rate, given.fading)
    times = {"actor": 2, "nationality": 1, "location": 2, "moment": 1, "event": 3, "relation": 1}
    batches = [
        make_batches(texts, size=8, pair_size=16, times=times, hide=given.hide, rng=rng)
        for _ in range(given.epochs)
    ]
    total = sum(map(len, batches))
    plan = torch.optim.lr_scheduler.LambdaLR(
        steps, lambda s: min((s + 1) / (0.06 * total), max(0.01, 1 - s / total))
    )
    average = {name: value.clone() for name, value in network.state_dict().items()}
    print(f"{len(texts)} texts, {total} steps", flush=True)
    done = 0
    for epoch, chosen in enumerate(batches):
        began, sums = time.time(), dict[str, list[float]]()
        network.train()
        for number, batch in enumerate(chosen):
            steps.zero_grad()
            if given.reach:
                loss = adversarial_loss(network, batch, rng, given.reach)
            else:
                loss = step_loss(network, batch, rng)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for g in steps.param_groups for p in g["params"]], 1.0)
            steps.step()
            plan.step()
            done += 1
            sums.setdefault(batch.task, []).append(loss.item())
            if done % 4 == 0:
                _average(average, network, min(_DECAY**4, done / (done + 40)))
            if number % 100 == 99 or (done < 100 and done % 20 == 0):
                pace = (time.time() - began) / (number + 1)
                shown = " ".join(f"{t} {np.mean(v[-50:]):.3f}" for t, v in sums.items())
                print(f"epoch {epoch} {number + 1}/{len(chosen)} {pace:.2f} s/step {shown}", flush=True)
        kept = {name: value.clone() for name, value in network.state_dict().items()}
        network.load_state_dict(average)
        print(
            json.dumps(
                {
                    "epoch": epoch,
                    "seconds": round(time.time() - began),
                    **measure(
                        network,
                        given.gold,
                        texts=84 if epoch == given.epochs - 1 else 10,
                        relations="relation" in given.tasks and epoch == given.epochs - 1,
                    ),
                }
            ),
            flush=True,
        )
        torch.save(average, given.out / "weights.pt")
        network.load_state_dict(kept)


def _average(average: dict[str, Tensor], network: Network, decay: float) -> None:
    """Move the running average towards the network's weights, in place."""
    with torch.no_grad():
        for name, value in network.state_dict().items():
            if value.dtype.is_floating_point:
                average[name].lerp_(value, 1 - decay)


if __name__ == "__main__":
    main()
