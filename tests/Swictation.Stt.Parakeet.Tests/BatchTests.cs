namespace Swictation.Stt.Parakeet.Tests;

public sealed class BatchTests
{
    [SkippableTheory]
    [InlineData("sherpa")]
    [InlineData("onnx-asr")]
    [InlineData("ctc")]
    [InlineData("tdt/sherpa")]
    [InlineData("rnnt/onnx-asr")]
    [InlineData("tdt/ctc")]
    public void A_batch_gives_each_recording_what_it_gets_alone(string model)
    {
        ParakeetEngine engine = Engines.Any(model);
        Transcription[] alone = [.. Spoken.All.Select(a => engine.Transcribe(a))];
        foreach ((int batchSize, int seed) in new[] { (1, 1), (2, 2), (4, 3), (7, 4), (15, 5) })
        {
            int[] order = [.. Enumerable.Range(0, 15)];
            new Random(seed).Shuffle(order);
            IReadOnlyList<Transcription> together = engine.Transcribe(
                [.. order.Select(i => (ReadOnlyMemory<float>)Spoken.All[i])], new TranscribeOptions { BatchSize = batchSize });
            for (int i = 0; i < order.Length; i++)
                AssertSame(alone[order[i]], together[i]);
        }
    }

    [Theory]
    [InlineData("sherpa")]
    [InlineData("ctc")]
    public void Any_mix_of_lengths_gives_what_each_gets_alone(string layout)
    {
        ParakeetEngine engine = Engines.Tiny(layout);
        var random = new Random(7);
        for (int round = 0; round < 4; round++)
        {
            var recordings = new List<ReadOnlyMemory<float>>();
            for (int i = random.Next(1, 12); i > 0; i--)
            {
                float[] all = Spoken.All[random.Next(15)];
                int length = random.Next(6) switch { 0 => 0, 1 => random.Next(1, 320), 2 => random.Next(320, 3000), _ => random.Next(3000, all.Length) };
                recordings.Add(all.AsMemory(0, length));
                if (random.Next(3) == 0)
                    recordings.Add(recordings[^1]); // of equal length: these share a run
            }

            IReadOnlyList<Transcription> together = engine.Transcribe(recordings, new TranscribeOptions { BatchSize = random.Next(1, 9) });
            Assert.Equal(recordings.Count, together.Count);
            for (int i = 0; i < recordings.Count; i++)
                AssertSame(engine.Transcribe(recordings[i].Span), together[i]);
        }
    }

    [Fact]
    public void No_recordings_give_no_transcriptions() => Assert.Empty(Engines.Tiny().Transcribe(Array.Empty<ReadOnlyMemory<float>>()));

    [SkippableTheory]
    [InlineData("sherpa")]
    [InlineData("ctc")]
    [InlineData("tdt/sherpa")]
    [InlineData("rnnt/sherpa")]
    public void Encoders_that_see_padding_are_found_out(string model)
    {
        ParakeetEngine engine = Engines.Any(model);
        Assert.Equal(BatchSupport.EqualLengths, engine.Recognizer.EncoderBatching);

        // And rightly: a window padded by hand has other last frames than alone.
        FeatureWindow window = engine.Features(Spoken.Audio("hello-world"));
        Assert.Equal(1, window.Frames % 2);
        EncodedWindow alone = engine.Recognizer.Encode([window], null)[0];
        int room = window.Frames + 40, mels = engine.Model.MelCount;
        var padded = new float[mels * room];
        for (int mel = 0; mel < mels; mel++)
            window.Features.AsSpan(mel * window.Frames, window.Frames).CopyTo(padded.AsSpan(mel * room));
        EncoderOutput output = engine.Model.Encoder.Run(padded, 1, mels, room, [window.Frames], null);
        ReadOnlySpan<float> expected = alone.Values.Span[^alone.Width..], actual = output.Frames(0).Span[..alone.Values.Length][^alone.Width..];
        float difference = 0;
        for (int i = 0; i < expected.Length; i++)
            difference = Math.Max(difference, Math.Abs(expected[i] - actual[i]));
        Assert.True(difference > 0.01f, $"The last frame differs by {difference}.");
    }

    [SkippableTheory]
    [InlineData("sherpa")]
    [InlineData("onnx-asr")]
    [InlineData("rnnt/onnx-asr")]
    public void Joint_networks_in_floating_point_take_several_frames_and_utterances(string model)
    {
        TransducerNetwork network = Engines.Any(model).Model.Transducer!;
        Assert.True(network.BatchesExactly);
        Assert.True(network.FramesPerStep > 1);
    }

    private static void AssertSame(Transcription expected, Transcription actual)
    {
        Assert.Equal(expected.Text, actual.Text);
        Assert.Equal(expected.Duration, actual.Duration);
        TranscriptionToken[] left = [.. expected.Words.SelectMany(w => w.Tokens)], right = [.. actual.Words.SelectMany(w => w.Tokens)];
        Assert.Equal(left.Select(t => (t.Id, t.Start, t.End)), right.Select(t => (t.Id, t.Start, t.End)));
        for (int i = 0; i < left.Length; i++)
        {
            Assert.Equal(left[i].Confidence, right[i].Confidence, 1e-4f);
            Assert.Equal(left[i].LogProbability, right[i].LogProbability, 1e-3f);
        }
    }
}
