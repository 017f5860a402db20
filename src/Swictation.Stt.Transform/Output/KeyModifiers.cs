namespace Swictation.Stt.Transform;

/// <summary>Keys that are held while another is pressed.</summary>
[Flags]
public enum KeyModifiers
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Control.</summary>
    Control = 1,

    /// <summary>Alt, which is Option on Apple's keyboards.</summary>
    Alt = 2,

    /// <summary>Shift.</summary>
    Shift = 4,

    /// <summary>Super: the Windows key, Command on Apple's keyboards.</summary>
    Super = 8,
}
