namespace Swictation.Stt.Whisper;

/// <summary>A graph's file.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Precision">The precision that its name tells.</param>
internal readonly record struct GraphFile(string Path, WhisperPrecision Precision)
{
    public string Name => System.IO.Path.GetFileName(Path);
}
