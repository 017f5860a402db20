"""The token-and-duration transducer loss for PyTorch; the work is done in tdt_loss.c, compiled on first use."""
import ctypes
import functools
import os
import subprocess
from pathlib import Path

import torch

SOURCE = Path(__file__).with_suffix(".c")
LIBRARY = SOURCE.parent / "build" / "libtdt_loss.so"
COMPILE = ["gcc", "-O3", "-march=native", "-ffast-math", "-fopenmp", "-shared", "-fPIC"]


@functools.lru_cache(maxsize=None)
def _library():
    if not LIBRARY.exists() or LIBRARY.stat().st_mtime < SOURCE.stat().st_mtime:
        LIBRARY.parent.mkdir(exist_ok=True)
        partial = LIBRARY.with_suffix(f".{os.getpid()}.so")
        subprocess.run(COMPILE + [str(SOURCE), "-o", str(partial), "-lm"], check=True)
        os.replace(partial, LIBRARY)
    return ctypes.CDLL(str(LIBRARY))


def _address(tensor):
    return ctypes.c_void_p(tensor.data_ptr())


class TdtLoss(torch.autograd.Function):
    """Negative log-likelihood of each utterance of a batch.

    Takes log-probabilities of blank and of the next label, [batch, frames, labels + 1], and of the durations,
    [batch, frames, labels + 1, durations]; the durations; and the batch's frame and label counts.
    """

    @staticmethod
    def forward(context, blank, label, duration, durations, frame_counts, label_counts):
        batch, frames, states = blank.shape
        inputs = [tensor.contiguous() for tensor in (blank, label, duration)]
        gradients = [torch.zeros_like(tensor) for tensor in inputs]
        loss = torch.zeros(batch)
        durations = torch.tensor(durations, dtype=torch.int32)
        frame_counts = frame_counts.int().contiguous()
        label_counts = label_counts.int().contiguous()
        _library().tdt_loss(
            *map(_address, inputs), _address(durations), len(durations), _address(frame_counts),
            _address(label_counts), batch, frames, states, _address(loss), *map(_address, gradients))
        context.save_for_backward(*gradients)
        return loss

    @staticmethod
    def backward(context, loss_gradient):
        blank, label, duration = context.saved_tensors
        scale = loss_gradient[:, None, None]
        return blank * scale, label * scale, duration * scale[..., None], None, None, None


tdt_loss = TdtLoss.apply
