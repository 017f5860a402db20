namespace Swictation.Stt.Vad.Tests;

/// <summary>Compares with probabilities that onnxruntime-node gave for the same files.</summary>
public sealed class ParityTests
{
    [SkippableTheory]
    [InlineData("silero_vad", "jfk-16k", 16000)]
    [InlineData("silero_vad", "silero-test-16k", 16000)]
    [InlineData("silero_vad", "silero-test-8k", 8000)]
    [InlineData("silero_vad_16k_op15", "jfk-16k", 16000)]
    [InlineData("silero_vad_16k_op15", "silero-test-16k", 16000)]
    [InlineData("silero_vad_op18_ifless", "jfk-16k", 16000)]
    [InlineData("silero_vad_op18_ifless", "silero-test-16k", 16000)]
    public void Every_window_has_the_probability_of_the_reference(string model, string recording, int sampleRate) =>
        AssertClose(Recordings.Oracle(recording + ".probabilities"), Models.Silero(model).GetProbabilities(Recordings.Shared(recording), sampleRate), 1e-4f);

    [SkippableTheory]
    [InlineData("jfk-16k")]
    [InlineData("silero-test-16k")]
    public void The_embedded_model_has_the_probabilities_of_the_reference(string recording) =>
        AssertClose(Recordings.Oracle(recording + ".tiny-vad"), Models.Tiny.GetProbabilities(Recordings.Shared(recording)), 1e-4f);

    /// <summary>
    /// The half precision export and the 8 kHz half of the one without branches are other networks (silero-vad's issue 783 says so of the
    /// latter): how far they are from the reference is what is asserted, so that an error of ours would show as more.
    /// </summary>
    [SkippableTheory]
    [InlineData("silero_vad_half", "jfk-16k", 16000, 0.105, 0.935)]
    [InlineData("silero_vad_half", "silero-test-16k", 16000, 0.039, 0.96)]
    [InlineData("silero_vad_op18_ifless", "silero-test-8k", 8000, 0.014, 0.985)]
    public void Exports_with_other_weights_are_as_far_from_the_reference_as_they_are(string model, string recording, int sampleRate, double mean, double agreement)
    {
        float[] expected = Recordings.Oracle(recording + ".probabilities");
        float[] actual = Models.Silero(model).GetProbabilities(Recordings.Shared(recording), sampleRate);
        double difference = expected.Zip(actual, static (a, b) => Math.Abs(a - b)).Average();
        double agreeing = expected.Zip(actual, static (a, b) => a >= 0.5f == b >= 0.5f ? 1.0 : 0).Average();
        Assert.True(difference <= mean && agreeing >= agreement, $"Mean difference {difference}, agreement {agreeing}.");
    }

    private static void AssertClose(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"Window {i}: expected {expected[i]}, got {actual[i]}.");
    }
}
