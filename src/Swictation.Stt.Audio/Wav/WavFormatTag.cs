namespace Swictation.Stt.Audio;

/// <summary>Names the format tags of mmreg.h that matter here.</summary>
internal static class WavFormatTag
{
    public const int Pcm = 0x0001;
    public const int IeeeFloat = 0x0003;
    public const int ALaw = 0x0006;
    public const int MuLaw = 0x0007;
    public const int Extensible = 0xFFFE;

    public static string Describe(int tag) => tag switch
    {
        0x0002 => "Microsoft ADPCM",
        0x0011 => "IMA ADPCM",
        0x0031 => "GSM 6.10",
        0x0050 => "MPEG layer 2",
        0x0055 => "MPEG layer 3",
        0x0161 => "Windows Media Audio",
        _ => "an encoding unknown here",
    };
}
