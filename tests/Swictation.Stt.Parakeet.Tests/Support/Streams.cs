namespace Swictation.Stt.Parakeet.Tests;

/// <summary>Streams and what is written to them.</summary>
internal static class Streams
{
    /// <summary>What tiny-en's entry in the manifest says: context, chunk and what follows fit its window of 5 s.</summary>
    public static StreamOptions Tiny { get; } = Options(2.48, 0.48, 2);

    public static StreamOptions Options(double left, double chunk, double right) => new()
    {
        LeftContext = TimeSpan.FromSeconds(left),
        UpdateInterval = TimeSpan.FromSeconds(chunk),
        RightContext = TimeSpan.FromSeconds(right),
    };

    /// <summary>Recordings one after the other, with noise, digital silence or nothing between them.</summary>
    public static (float[] Audio, string Text) Concatenate(Random random, int count)
    {
        var audio = new List<float>();
        var texts = new List<string>();
        for (int i = 0; i < count; i++)
        {
            int index = random.Next(Spoken.Names.Count);
            if (i > 0)
                audio.AddRange(random.Next(3) switch { 0 => [], 1 => Spoken.SoftNoise(random.Next(16000), i), _ => new float[random.Next(32000)] });
            audio.AddRange(Spoken.All[index]);
            texts.Add(Spoken.Texts[Spoken.Names[index]]);
        }

        return ([.. audio], string.Join(' ', texts));
    }

    public static void WriteBlocks(this ISttStream stream, ReadOnlySpan<float> audio, int size)
    {
        for (; !audio.IsEmpty; audio = audio[Math.Min(size, audio.Length)..])
            stream.Write(audio[..Math.Min(size, audio.Length)]);
    }

    public static Transcription Hear(this ISttStream stream, ReadOnlySpan<float> audio)
    {
        stream.Write(audio);
        return stream.Finish();
    }
}
