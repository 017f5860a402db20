"""Stores spoken sentences as features, many to a file."""
import os
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np


class Utterance(NamedTuple):
    text: str
    features: np.ndarray  # float16 [frames, 80]
    voice: str
    phones: Optional[np.ndarray] = None  # int16 [frames]: the phone spoken in each frame


def write_shard(path, utterances, phone_names=()):
    """Writes one file. Frames are stored end to end; `lengths` says where each utterance stops."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays = dict(
        texts=np.array([item.text for item in utterances]),
        voices=np.array([item.voice for item in utterances]),
        lengths=np.array([len(item.features) for item in utterances]),
        features=np.concatenate([item.features for item in utterances]))
    if phone_names:
        arrays["phones"] = np.concatenate([item.phones for item in utterances])
        arrays["phone_names"] = np.array(phone_names)
    # Renamed when complete, so that a shard of an interrupted run is never read.
    partial = path.with_name(path.name + ".partial")
    with open(partial, "wb") as stream:
        np.savez(stream, **arrays)
    os.replace(partial, path)


def read_shard(path):
    """Returns (utterances, phone names) of one file."""
    with np.load(path) as arrays:
        ends = np.cumsum(arrays["lengths"])[:-1]
        features = np.split(arrays["features"], ends)
        has_phones = "phones" in arrays
        phones = np.split(arrays["phones"], ends) if has_phones else [None] * len(features)
        utterances = [Utterance(str(text), frames, str(voice), labels) for text, frames, voice, labels
                      in zip(arrays["texts"], features, arrays["voices"], phones)]
        return utterances, [str(name) for name in arrays["phone_names"]] if has_phones else []


def read_folder(folder, keep=lambda utterance: True):
    """The utterances of all shards of a folder, in order, that `keep` accepts."""
    paths = sorted(Path(folder).glob("*.npz"))
    if not paths:
        raise SystemExit(f"no shards in {folder}")
    # Copied, because a view would keep the features of its whole shard in memory.
    return [utterance._replace(features=utterance.features.copy())
            for path in paths for utterance in read_shard(path)[0] if keep(utterance)]
