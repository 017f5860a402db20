"""Writes src/Swictation.Stt.Evaluation/Unicode/normalization.txt from Python's copy of the Unicode character database.

    python3.13 eng/Unicode/normalization.py > src/Swictation.Stt.Evaluation/Unicode/normalization.txt

Normalisation of a character never changes once it is assigned (Unicode's stability policy), so a later version only adds characters.
"""
import sys
import unicodedata as ucd

HANGUL = range(0xAC00, 0xAC00 + 11172)
ALL = [cp for cp in range(sys.maxunicode + 1) if not 0xD800 <= cp <= 0xDFFF and cp not in HANGUL]


def codes(text):
    return "+".join(f"{ord(c):X}" for c in text)


def section(name, entries):
    line = name
    for entry in entries:
        if len(line) + len(entry) >= 139:
            print(line)
            line = name
        line += " " + entry
    print(line)


def decompositions():
    for cp in ALL:
        full = ucd.normalize("NFKD", chr(cp))
        if full != chr(cp):
            yield f"{cp:X}={codes(full)}"


def compositions():
    for cp in ALL:
        mapping = ucd.decomposition(chr(cp))
        if mapping and mapping[0] != "<" and ucd.normalize("NFC", chr(cp)) == chr(cp):
            first, second = mapping.split()
            yield f"{int(first, 16):X}+{int(second, 16):X}={cp:X}"


def combining_classes():
    start = previous = None
    for cp in ALL + [None]:
        value = ucd.combining(chr(cp)) if cp is not None else 0
        if previous and (value != previous or cp != end + 1):
            yield f"{start:X}-{end:X}={previous}"
            previous = None
        if value and not previous:
            start = cp
        previous = value or None
        end = cp


print(f"# Unicode {ucd.unidata_version}: what NFKC and NFKD take. Made by eng/Unicode/normalization.py; Unicode-3.0, see unicode-license.txt.")
print("# D: full compatibility decomposition. C: canonical composition. K: combining class. Hangul syllables are computed.")
section("D", decompositions())
section("C", compositions())
section("K", combining_classes())
