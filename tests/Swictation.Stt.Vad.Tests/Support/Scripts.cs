namespace Swictation.Stt.Vad.Tests;

/// <summary>Makes audio and probabilities whose every sample tells its position.</summary>
internal static class Scripts
{
    /// <summary>Gets samples of which each is its position.</summary>
    public static float[] Ramp(int count) => [.. Enumerable.Range(0, count).Select(static i => (float)i)];

    /// <summary>Reads a script: '#' is speech (0.9), '.' silence (0.1), '-' what lies between the thresholds (0.4), a digit so many tenths.</summary>
    public static float[] Probabilities(string script) =>
        [.. script.Select(static c => c switch { '#' => 0.9f, '.' => 0.1f, '-' => 0.4f, _ => (c - '0') / 10f })];

    /// <summary>Makes a random course of speech and silence as detectors give it: runs of either, with doubtful windows.</summary>
    public static float[] Random(int seed, int windows)
    {
        var random = new Random(seed);
        var probabilities = new float[windows];
        bool speech = false;
        int left = 0;
        for (int i = 0; i < windows; i++, left--)
        {
            if (left == 0)
                (speech, left) = (!speech, 1 + random.Next(random.Next(3) == 0 ? 40 : 8));
            probabilities[i] = random.Next(8) == 0 ? (float)random.NextDouble() : speech ? 0.5f + (0.5f * (float)random.NextDouble()) : 0.35f * (float)random.NextDouble();
        }

        return probabilities;
    }

    /// <summary>Pushes samples in blocks of random sizes, from nothing to many windows.</summary>
    public static void PushInBlocks(SpeechSegmenter segmenter, ReadOnlySpan<float> audio, ISpeechSink sink, int seed)
    {
        var random = new Random(seed);
        int scale = 1 + random.Next(3000);
        for (int at = 0; at < audio.Length;)
        {
            int count = Math.Min(random.Next(random.Next(4) == 0 ? 3 : scale), audio.Length - at);
            segmenter.Push(audio.Slice(at, count), sink);
            at += count;
        }
    }

    /// <summary>Runs a script through a segmenter in one block.</summary>
    public static RecordingSink Run(string script, SpeechSegmenterOptions options, int missing = 0)
    {
        float[] probabilities = Probabilities(script);
        var sink = new RecordingSink();
        var segmenter = new SpeechSegmenter(new ScriptedDetector(probabilities), options);
        segmenter.Push(Ramp((probabilities.Length * ScriptedDetector.Window) - missing), sink);
        segmenter.Complete(sink);
        return sink;
    }
}
