namespace Swictation.Stt.Audio;

/// <summary>Says how a sample is stored. Everything is little-endian.</summary>
public enum SampleEncoding
{
    /// <summary>Unsigned 8-bit integers with silence at 128; read as (x - 128) / 128.</summary>
    Pcm8,

    /// <summary>Signed 16-bit integers; read as x / 32768.</summary>
    Pcm16,

    /// <summary>Signed 24-bit integers in three bytes; read as x / 8388608.</summary>
    Pcm24,

    /// <summary>Signed 32-bit integers; read as x / 2147483648.</summary>
    Pcm32,

    /// <summary>IEEE 754 numbers of 32 bits, nominally in [-1, 1].</summary>
    Ieee32,

    /// <summary>IEEE 754 numbers of 64 bits, nominally in [-1, 1].</summary>
    Ieee64,

    /// <summary>A-law of ITU-T G.711, one byte; the expanded 16-bit value is read as x / 32768.</summary>
    ALaw,

    /// <summary>µ-law of ITU-T G.711, one byte; the expanded 16-bit value is read as x / 32768.</summary>
    MuLaw,
}
