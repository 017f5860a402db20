using Swictation.Stt.Audio;
using Swictation.Stt.Vad;

namespace Swictation.Stt.Tests.Recordings;

public sealed class RecordingTranscriberTests : IDisposable
{
    private static readonly (string File, string Text)[] Spoken =
    [
        ("hello.wav", "hello comma world period"), ("days.wav", "monday tuesday wednesday thursday friday"), ("door.wav", "please open the door"),
        ("fox.wav", "the quick brown fox jumps over the lazy dog"), ("thanks.wav", "thank you very much"), ("stop.wav", "stop dictation"),
    ];

    private readonly ISttEngine _engine = SttEngine.Load("tiny-en");
    private readonly SileroVad _detector = SileroVad.Load();

    public void Dispose()
    {
        _engine.Dispose();
        _detector.Dispose();
    }

    [Fact]
    public void What_fits_a_window_is_what_the_engine_makes_of_it()
    {
        var transcriber = new RecordingTranscriber(_engine, _detector);
        foreach (string file in Directory.GetFiles(Repository.Path("samples", "audio"), "*.wav"))
        {
            float[] audio = AudioReader.ReadAll(file);
            RecordingTranscription result = transcriber.Transcribe(audio);
            Transcription expected = _engine.Transcribe(audio);
            Assert.Equal((expected.Text, expected.Duration, expected.Confidence), (result.Transcription.Text, result.Transcription.Duration, result.Transcription.Confidence));
            Assert.Equal(expected.Words.Select(static word => (word.Text, word.Start, word.End)), result.Transcription.Words.Select(static word => (word.Text, word.Start, word.End)));
            Assert.Equal(expected.Duration, result.Speech);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Words_keep_their_times_in_a_long_recording_with_noise(int batch)
    {
        float[] noise = Noise(5, 0.005f);
        var audio = new List<float>(noise);
        var starts = new List<TimeSpan>();
        foreach ((string file, _) in Spoken)
        {
            starts.Add(TimeSpan.FromSeconds(audio.Count / 16000.0));
            audio.AddRange(AudioReader.ReadAll(Repository.Path("samples", "audio", file)));
            audio.AddRange(noise);
        }

        var reports = new List<TimeSpan>();
        var options = new TranscribeOptions { BatchSize = batch, Progress = new Reports(reports) };
        float[] samples = [.. audio];
        RecordingTranscription result = new RecordingTranscriber(_engine, _detector).Transcribe(samples, options);
        Assert.Equal(string.Join(' ', Spoken.Select(static part => part.Text)), result.Transcription.Text);
        Assert.Equal(Spoken.Select(static part => part.Text), result.Transcription.Segments.Select(static segment => segment.Text));
        for (int i = 0; i < Spoken.Length; i++)
            Assert.InRange(result.Transcription.Segments[i].Start, starts[i], starts[i] + TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(samples.Length / 16000.0), result.Transcription.Duration);
        Assert.InRange(result.Speech, TimeSpan.FromSeconds(10), 0.6 * result.Transcription.Duration);
        Assert.Equal(reports.Order(), reports);
        Assert.Equal(result.Transcription.Duration, reports[^1]);

        // The same in pieces, and together with another.
        RecordingTranscription read = new RecordingTranscriber(_engine, _detector).Transcribe(new Source(samples), options);
        Assert.Equal(Describe(result), Describe(read));
        IReadOnlyList<RecordingTranscription> several = new RecordingTranscriber(_engine, _detector).Transcribe([noise, samples, ReadOnlyMemory<float>.Empty, samples], options);
        Assert.Equal(["", Describe(result).Text, "", Describe(result).Text], several.Select(static one => one.Transcription.Text));
        Assert.Equal(Describe(result), Describe(several[3]));
        Assert.True(several[0].HasOnlyNoise);
        Assert.False(several[2].HasOnlyNoise);
    }

    [Fact]
    public void The_detector_hears_less_into_noise_than_the_engine_does_and_misses_no_word()
    {
        float[] talk = [.. Enumerable.Range(0, 2).SelectMany(static _ => Spoken).SelectMany(part => AudioReader.ReadAll(Repository.Path("samples", "audio", part.File)).Concat(Noise(3, 0.005f)))];
        string[] expected = [.. Enumerable.Range(0, 2).SelectMany(static _ => Spoken).SelectMany(static part => part.Text.Split(' '))];
        foreach (float gain in new[] { 1f, 0.01f })
        {
            float[] audio = [.. talk.Select(sample => gain * sample)];
            string[] heard = new RecordingTranscriber(_engine, _detector).Transcribe(audio).Transcription.Text.Split(' ');
            Assert.Equal(expected, heard);
            Assert.True(_engine.Transcribe(audio).Text.Split(' ').Length > expected.Length); // tiny-en invents words on noise
        }
    }

    [SkippableFact]
    public void With_Silero_a_conversation_is_heard_whole()
    {
        using var silero = SileroVad.Load(SharedFiles.Path("models", "silero", "silero_vad.onnx"));
        float[] audio = AudioReader.ReadAll(SharedFiles.Path("audio", "silero-test-16k.wav"));
        var transcriber = new RecordingTranscriber(_engine, silero);
        RecordingTranscription result = transcriber.Transcribe(audio);
        Assert.InRange(result.Speech, TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(60));
        Assert.NotEmpty(result.Transcription.Text);
    }

    [Fact]
    public void Bad_audio_and_options_are_refused()
    {
        var transcriber = new RecordingTranscriber(_engine, _detector);
        var audio = new float[40000];
        audio[34567] = float.NaN;
        Assert.Contains("34567", Assert.Throws<ArgumentException>(() => transcriber.Transcribe(audio)).Message, StringComparison.Ordinal);
        Assert.Contains("34567", Assert.Throws<ArgumentException>(() => transcriber.Transcribe(new Source(audio))).Message, StringComparison.Ordinal);
        Assert.Contains("Recording 1", Assert.Throws<ArgumentException>(() => transcriber.Transcribe([new float[10], audio])).Message, StringComparison.Ordinal);
        Assert.Contains("8000", Assert.Throws<ArgumentException>(() => transcriber.Transcribe(new Source(audio, 8000))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => transcriber.Transcribe(new float[10], new TranscribeOptions { BatchSize = 0 }));
        Assert.Throws<ArgumentNullException>(() => transcriber.Transcribe((ISampleSource)null!));
        Assert.Throws<ArgumentNullException>(() => new RecordingTranscriber(null!, _detector));
        Assert.Throws<ArgumentNullException>(() => new RecordingTranscriber(_engine, null!));
        foreach (RecordingOptions options in new RecordingOptions[]
        {
            new() { Threshold = 0 }, new() { Threshold = 1 }, new() { Threshold = float.NaN }, new() { Padding = TimeSpan.FromSeconds(-1) },
            new() { MinSilence = TimeSpan.FromSeconds(0.7) }, new() { MinSilence = TimeSpan.FromSeconds(61) },
        })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new RecordingTranscriber(_engine, _detector, options));
        }
    }

    [Fact]
    public void Cancellation_ends_the_work_and_the_transcriber_stays_usable()
    {
        var transcriber = new RecordingTranscriber(_engine, _detector);
        using var cancellation = new CancellationTokenSource();
        float[] audio = AudioReader.ReadAll(Repository.Path("samples", "audio", "hello.wav"));
        var source = new Source([.. Enumerable.Repeat(audio, 10).SelectMany(static samples => samples)], onRead: position =>
        {
            if (position > 200000)
                cancellation.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => transcriber.Transcribe(source, null, cancellation.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => transcriber.Transcribe(audio, null, cancellation.Token));
        Assert.Equal("hello comma world period", transcriber.Transcribe(audio).Transcription.Text);
    }

    private static (string Text, string Words, TimeSpan Speech, float Peak) Describe(RecordingTranscription result) =>
        (result.Transcription.Text, string.Join(' ', result.Transcription.Words.Select(static word => $"{word.Start}-{word.End}")), result.Speech, result.Peak);

    private static float[] Noise(double seconds, float level)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, (int)(seconds * 16000)).Select(_ => level * ((2 * random.NextSingle()) - 1))];
    }

    private sealed class Reports(List<TimeSpan> reports) : IProgress<TimeSpan>
    {
        public void Report(TimeSpan value) => reports.Add(value);
    }

    private sealed class Source(float[] samples, int rate = 16000, Action<int>? onRead = null) : ISampleSource
    {
        private int _position;

        public int SampleRate => rate;

        public int Read(Span<float> destination)
        {
            onRead?.Invoke(_position);
            int count = Math.Min(Math.Min(destination.Length, 777), samples.Length - _position);
            samples.AsSpan(_position, count).CopyTo(destination);
            _position += count;
            return count;
        }
    }
}
