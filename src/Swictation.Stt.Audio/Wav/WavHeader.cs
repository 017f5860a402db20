namespace Swictation.Stt.Audio;

/// <summary>Represents what stands before the samples of a WAV file.</summary>
/// <param name="SampleRate">Hz, as written: not yet checked.</param>
/// <param name="Channels">As written: not yet checked.</param>
/// <param name="BlockAlign">Bytes per frame, as written.</param>
/// <param name="BitsPerSample">Bits of a sample's container, as written.</param>
/// <param name="Tag">The format tag; of an extensible format that of its sub-format, or 0xFFFE where that has none.</param>
/// <param name="DataBytes">Bytes of audio as written, or null where the writer did not know.</param>
internal sealed record WavHeader(long SampleRate, int Channels, int BlockAlign, int BitsPerSample, int Tag, long? DataBytes)
{
    /// <summary>Gets the encoding, or null where it is compressed or unknown.</summary>
    public SampleEncoding? Encoding => (Tag, (BitsPerSample + 7) / 8) switch
    {
        (WavFormatTag.Pcm, 1) => SampleEncoding.Pcm8,
        (WavFormatTag.Pcm, 2) => SampleEncoding.Pcm16,
        (WavFormatTag.Pcm, 3) => SampleEncoding.Pcm24,
        (WavFormatTag.Pcm, 4) => SampleEncoding.Pcm32,
        (WavFormatTag.IeeeFloat, 4) => SampleEncoding.Ieee32,
        (WavFormatTag.IeeeFloat, 8) => SampleEncoding.Ieee64,
        (WavFormatTag.ALaw, 0 or 1) => SampleEncoding.ALaw,
        (WavFormatTag.MuLaw, 0 or 1) => SampleEncoding.MuLaw,
        _ => null,
    };

    /// <summary>Checks the numbers and makes a format of them.</summary>
    public AudioFormat ToFormat(string name)
    {
        if (Encoding is not SampleEncoding encoding)
        {
            bool known = Tag is WavFormatTag.Pcm or WavFormatTag.IeeeFloat or WavFormatTag.ALaw or WavFormatTag.MuLaw;
            string what = known ? $"{BitsPerSample} bits per sample" : $"{WavFormatTag.Describe(Tag)} (format tag 0x{Tag:X4})";
            throw new AudioFormatException(
                $"{name} holds {what}; PCM of 8, 16, 24 or 32 bits, IEEE float of 32 or 64 bits, A-law and µ-law are read here. Convert it first, for example: ffmpeg -i INPUT -c:a pcm_s16le OUTPUT.wav",
                name);
        }

        AudioFormat format = AudioFormat.FromFile(SampleRate, Channels, encoding, name);
        if (BlockAlign != 0 && BlockAlign != format.BytesPerFrame)
        {
            throw new AudioFormatException(
                $"{name} says that a frame of {Channels} channels and {BitsPerSample} bits takes {BlockAlign} bytes; {format.BytesPerFrame} were expected. The header is damaged: export the recording again.",
                name);
        }

        return format;
    }
}
