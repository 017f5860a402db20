namespace Swictation.Stt.Parakeet.Tests;

/// <summary>The recordings in samples/audio and what is said in them.</summary>
internal static class Spoken
{
    public static IReadOnlyDictionary<string, string> Texts { get; } = new Dictionary<string, string>
    {
        ["hello-world"] = "hello comma world period",
        ["coffee"] = "i would like a cup of coffee",
        ["meeting"] = "the meeting starts at ten o'clock",
        ["fox"] = "the quick brown fox jumps over the lazy dog",
        ["digits"] = "one two three four five six seven eight nine",
        ["number"] = "number forty two period new line",
        ["door"] = "please open the door",
        ["thanks"] = "thank you very much",
        ["days"] = "monday tuesday wednesday thursday friday",
        ["brackets"] = "open paren hello close paren semicolon",
        ["email"] = "send the email to the team",
        ["months"] = "january february march april",
        ["colours"] = "red green blue yellow",
        ["tests"] = "run the tests and commit the code",
        ["stop"] = "stop dictation",
    };

    public static IReadOnlyList<string> Names { get; } = [.. Texts.Keys];

    public static IReadOnlyList<float[]> All { get; } = [.. Names.Select(Read)];

    public static float[] Audio(string name) => All[Names.ToList().IndexOf(name)];

    public static float[] ReadFile(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int at = 12;
        while (!bytes.AsSpan(at, 4).SequenceEqual("data"u8))
            at += 8 + BitConverter.ToInt32(bytes, at + 4);
        int count = Math.Min(BitConverter.ToInt32(bytes, at + 4), bytes.Length - at - 8) / 2;
        var samples = new float[count];
        for (int i = 0; i < count; i++)
            samples[i] = BitConverter.ToInt16(bytes, at + 8 + (2 * i)) / 32768f;
        return samples;
    }

    /// <summary>Noise as soft as that in the recordings' own pauses.</summary>
    public static float[] SoftNoise(int count, int seed = 1)
    {
        var random = new Random(seed);
        var noise = new float[count];
        for (int i = 0; i < count; i++)
            noise[i] = (float)((random.NextDouble() - 0.5) * 7e-4);
        return noise;
    }

    /// <summary>The number of words by which a text differs from what was said.</summary>
    public static int WordErrors(string said, string heard)
    {
        string[] a = said.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] b = heard.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                cost[i, j] = i == 0 ? j : j == 0 ? i
                    : Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            }
        }

        return cost[a.Length, b.Length];
    }

    private static float[] Read(string name) => ReadFile(Repository.Path("samples", "audio", name + ".wav"));
}
