"""NeMo's log-mel features in NumPy: what the model is trained on and what an application must compute for it."""
import functools

import numpy as np

SAMPLE_RATE = 16000
HOP = 160
MEL_BANDS = 80
FFT_SIZE = 512
WINDOW_SIZE = 400
PRE_EMPHASIS = np.float32(0.97)
LOG_GUARD = np.float32(2 ** -24)
WINDOW = np.pad(np.hanning(WINDOW_SIZE), (FFT_SIZE - WINDOW_SIZE) // 2).astype(np.float32)


def _hertz_to_mel(hertz):
    hertz = np.asarray(hertz, float)
    logarithmic = 15 + np.log(np.maximum(hertz, 1e-9) / 1000) / (np.log(6.4) / 27)
    return np.where(hertz >= 1000, logarithmic, hertz / (200 / 3))


def _mel_to_hertz(mel):
    return np.where(mel >= 15, 1000 * np.exp((np.log(6.4) / 27) * (mel - 15)), mel * (200 / 3))


@functools.lru_cache(maxsize=None)
def mel_filters(bands=MEL_BANDS):
    """Slaney's triangular filters, each of unit area: [bands, FFT_SIZE / 2 + 1]."""
    corners = _mel_to_hertz(np.linspace(_hertz_to_mel(0), _hertz_to_mel(SAMPLE_RATE / 2), bands + 2))
    bins = np.linspace(0, SAMPLE_RATE / 2, FFT_SIZE // 2 + 1)
    distance = corners[:, None] - bins[None]
    width = np.diff(corners)
    rising = -distance[:-2] / width[:-1, None]
    falling = distance[2:] / width[1:, None]
    triangles = np.maximum(0, np.minimum(rising, falling))
    return (triangles * (2 / (corners[2:] - corners[:-2]))[:, None]).astype(np.float32)


def log_mel(samples):
    """Mono float32 samples at 16 kHz in [-1, 1] -> [frames, 80], each band with mean 0 and deviation 1."""
    frame_count = len(samples) // HOP
    emphasised = samples.copy()
    emphasised[1:] -= PRE_EMPHASIS * samples[:-1]
    padded = np.pad(emphasised, FFT_SIZE // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, FFT_SIZE)[::HOP][:frame_count]
    power = np.abs(np.fft.rfft(frames * WINDOW, axis=1)).astype(np.float32) ** 2
    mel = np.log(power @ mel_filters().T + LOG_GUARD)
    mel = (mel - mel.mean(0)) / (mel.std(0, ddof=1) + 1e-5)
    return mel.astype(np.float32)
