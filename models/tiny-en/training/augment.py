"""Makes synthetic speech less uniform: other vocal tracts, rooms, microphones, levels and noise; masked features."""
from typing import NamedTuple

import numpy as np
from scipy.signal import fftconvolve, resample_poly

from features import MEL_BANDS, SAMPLE_RATE

SPEEDS_PERCENT = (86, 90, 94, 100, 100, 100, 106, 112, 118)


class AugmentedSpeech(NamedTuple):
    samples: np.ndarray
    speed: float  # time runs this much faster than in the original
    lead_in: int  # samples put before the speech


def augment_speech(samples, chance, noise):
    """Changes one recording. `chance` (random.Random) decides what, `noise` (a NumPy generator) gives the noise."""
    speed_percent = chance.choice(SPEEDS_PERCENT)
    if speed_percent != 100:  # speed and pitch together, as of a shorter or longer vocal tract
        samples = resample_poly(samples, 100, speed_percent).astype(np.float32)
    if chance.random() < .35:
        samples = _add_room(samples, chance, noise)
    if chance.random() < .3:
        samples = _tilt(samples, chance.uniform(-.5, .5))
    lead_in = int(SAMPLE_RATE * chance.uniform(.05, .5))
    tail = int(SAMPLE_RATE * chance.uniform(.05, .6))
    samples = np.concatenate([np.zeros(lead_in, np.float32), samples, np.zeros(tail, np.float32)])
    samples = samples / (_level(samples) + 1e-6) * 10 ** (chance.uniform(-34, -14) / 20)
    samples = _add_noise(samples, chance, noise)
    return AugmentedSpeech(np.clip(samples, -1, 1).astype(np.float32), speed_percent / 100, lead_in)


def _level(samples):
    return np.sqrt((samples ** 2).mean())


def _add_room(samples, chance, noise):
    """A small room: noise that decays by 60 dB, after a strong direct sound."""
    length = int(SAMPLE_RATE * chance.uniform(.05, .35))
    impulse = noise.standard_normal(length) * np.exp(-6.9 * np.arange(length) / length)
    impulse[0] = chance.uniform(3, 12) * np.abs(impulse[1:]).max()
    wet = fftconvolve(samples, impulse / np.abs(impulse).max())
    return wet[:len(samples) + length // 3].astype(np.float32)


def _tilt(samples, amount):
    """The sloping frequency response of a cheap microphone."""
    tilted = samples.copy()
    tilted[1:] += amount * samples[:-1]
    return tilted


def _add_noise(samples, chance, noise):
    """White or, less often, rumbling noise, 8 to 50 dB below the speech."""
    decibels = chance.uniform(8, 50)
    hiss = noise.standard_normal(len(samples)).astype(np.float32)
    if chance.random() < .4:
        rumble = np.cumsum(hiss)
        rumble -= np.linspace(0, rumble[-1], len(rumble))
        hiss = np.diff(rumble, prepend=0) * .5 + rumble * .02
    hiss *= (_level(samples) / (_level(hiss) + 1e-9)) * 10 ** (-decibels / 20)
    return samples + hiss.astype(np.float32)


def mask_features(features, chance):
    """SpecAugment: two bands of mel channels and up to two stretches of time, each up to 12 wide, set to the mean."""
    masked = features.copy()
    for _ in range(2):
        width = chance.randint(0, 12)
        start = chance.randint(0, MEL_BANDS - width)
        masked[:, start:start + width] = 0
    for _ in range(chance.randint(0, 2)):
        width = chance.randint(0, 12)
        start = chance.randint(0, max(0, len(masked) - width))
        masked[start:start + width] = 0
    return masked
