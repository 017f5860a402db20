namespace Swictation.Stt.Benchmarks.Soak;

/// <summary>A loop of audio: recordings at random levels, and between them silence, noise, hum, tones and clicks. The same seed makes the same loop.</summary>
internal sealed class SoakLoop
{
    /// <summary>What the length is a multiple of, so that each round lies the same way in windows of 512 samples, frames of 80 ms and blocks of 50 ms.</summary>
    private const int Alignment = 64000;

    private SoakLoop(float[] samples, IReadOnlyList<SoakSentence> sentences)
    {
        Samples = samples;
        Sentences = sentences;
    }

    /// <summary>Gets the samples of one round, mono at 16 kHz.</summary>
    public float[] Samples { get; }

    public IReadOnlyList<SoakSentence> Sentences { get; }

    public double Seconds => Samples.Length / 16000.0;

    /// <summary>Makes a loop.</summary>
    /// <param name="recordings">What is said, and the samples.</param>
    /// <param name="seconds">How long it is to be, about.</param>
    /// <param name="seed">Where randomness starts.</param>
    public static SoakLoop Make(IReadOnlyList<(string Text, float[] Samples)> recordings, double seconds, int seed)
    {
        var random = new Random(seed);
        var samples = new List<float>((int)(16000 * (seconds + 20)));
        var sentences = new List<SoakSentence>();
        while (samples.Count < 16000 * seconds)
        {
            samples.AddRange(SoakNoise.Make(1.5 + (4 * random.NextDouble()), random));
            // Half a second of nothing on either side: where a sound runs into a sentence, what is heard of it is the detector's affair.
            samples.AddRange(new float[8000]);
            (string text, float[] recording) = recordings[random.Next(recordings.Count)];
            float gain = 0.4f + (1.2f * random.NextSingle());
            double start = samples.Count / 16000.0;
            samples.AddRange(recording.Select(sample => gain * sample));
            sentences.Add(new SoakSentence(text, start, samples.Count / 16000.0));
            samples.AddRange(new float[8000]);
        }

        // Silence at the end, so that no utterance reaches into the next round, and the detector forgets this one.
        int rest = Alignment - (samples.Count % Alignment);
        samples.AddRange(new float[rest + Alignment]);
        return new SoakLoop([.. samples], sentences);
    }
}
