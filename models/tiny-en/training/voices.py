"""Speaks text with flite and espeak-ng, in given or randomly chosen voices."""
import io
import subprocess
import tempfile
import wave
from math import gcd
from pathlib import Path
from typing import List, NamedTuple

import numpy as np
from scipy.signal import resample_poly

from features import SAMPLE_RATE

# The two clearest voices twice: they are drawn twice as often.
FLITE_VOICES = ["slt", "rms", "awb", "kal16", "slt", "rms"]
ESPEAK_ACCENTS = ["en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp", "en-gb-x-gbclan", "en-gb-x-gbcwmd", "en-029"]
ESPEAK_VARIANTS = ("m1 m2 m3 m4 m5 m6 m7 m8 f1 f2 f3 f4 f5 klatt klatt2 klatt3 klatt4 adam Alex Alicia Andrea Andy "
                   "Annie belinda benjamin boris caleb david ed edward Gene john kaukovalta Lee Linda Michael mike "
                   "pablo paul quincy rob robert steph travis victor Zac anika shelby").split() + [""]
# Never used for training, so that the test also hears speakers the model has not met.
HELD_OUT_VARIANTS = "Diogo Hugo Mario miguel norbert sandro steph2 marcelo".split()


class SpeechFailed(Exception):
    """The synthesiser gave no audio."""


class Phone(NamedTuple):
    name: str
    end: float  # seconds


class Speech(NamedTuple):
    samples: np.ndarray  # float32, mono, 16 kHz
    voice: str
    phones: List[Phone]  # only where asked for


def speak_flite(text, voice, stretch=None, pitch=None, with_phones=False):
    """Speaks with flite; with `with_phones` also gives the times at which its phones end."""
    command = ["flite", "-voice", voice]
    if pitch is not None:
        command += ["--setf", f"int_f0_target_mean={pitch:.0f}"]
    if stretch is not None:
        command += ["--setf", f"duration_stretch={stretch:.2f}"]
    if with_phones:
        command += ["-psdur"]
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "speech.wav")
        printed = _run(command + ["-t", text, "-o", str(output)])
        samples = _decode_wav(output.read_bytes())
    phones = []
    if with_phones:
        for item in printed.decode().split():
            name, end = item.rsplit(":", 1)
            phones.append(Phone(name, float(end)))
    return Speech(samples, voice, phones)


def speak_espeak(text, accent, variant="", speed=None, pitch=None):
    """Speaks with espeak-ng; `speed` in words a minute, `pitch` 0 to 99."""
    command = ["espeak-ng", "-v", f"{accent}+{variant}" if variant else accent]
    if speed is not None:
        command += ["-s", str(speed)]
    if pitch is not None:
        command += ["-p", str(pitch)]
    return Speech(_decode_wav(_run(command + ["--stdout", text])), f"{accent}+{variant}", [])


def speak_random_flite(text, chance, with_phones=False):
    voice = chance.choice(FLITE_VOICES)
    stretch = chance.uniform(.75, 1.3)
    # Only the diphone voice takes a pitch well; the recorded ones become hoarse.
    pitch = chance.uniform(75, 160) if voice == "kal16" else None
    return speak_flite(text, voice, stretch, pitch, with_phones)


def speak_random(text, chance, held_out=False):
    """Speaks in a random voice; with `held_out`, half of the espeak-ng voices are ones kept from training."""
    if chance.random() < .5:
        return speak_random_flite(text, chance)
    accent = chance.choice(ESPEAK_ACCENTS)
    variant = chance.choice(ESPEAK_VARIANTS if not held_out or chance.random() < .5 else HELD_OUT_VARIANTS)
    return speak_espeak(text, accent, variant, speed=chance.randint(120, 220), pitch=chance.randint(25, 75))


def _run(command):
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if result.returncode != 0:
        raise SpeechFailed(f"{' '.join(command)}: {result.stderr.decode(errors='replace').strip()}")
    return result.stdout


def _decode_wav(data):
    try:
        rate = wave.open(io.BytesIO(data)).getframerate()
    except (wave.Error, EOFError) as error:
        raise SpeechFailed("no WAV audio") from error
    # Written to a pipe, the header's length is a placeholder: everything after the 44 header bytes is audio.
    body = data[44:]
    samples = np.frombuffer(body[:len(body) // 2 * 2], "<i2").astype(np.float32) / 32768
    if rate != SAMPLE_RATE:
        divisor = gcd(SAMPLE_RATE, rate)
        samples = resample_poly(samples, SAMPLE_RATE // divisor, rate // divisor).astype(np.float32)
    return samples
