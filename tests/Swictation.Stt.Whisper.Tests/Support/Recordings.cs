namespace Swictation.Stt.Whisper.Tests;

/// <summary>The shared recordings, 16 kHz mono.</summary>
internal static class Recordings
{
    public static float[] Read(string name)
    {
        using var reader = Swictation.Stt.Audio.AudioReader.Open(SharedFiles.Path("audio", name));
        var samples = new List<float>();
        var block = new float[16384];
        for (int read = reader.Read(block); read > 0; read = reader.Read(block))
            samples.AddRange(block.AsSpan(0, read));
        return [.. samples];
    }
}
