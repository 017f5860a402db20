using Swictation.Stt.Evaluation.Tests.Support;

namespace Swictation.Stt.Evaluation.Tests.Running;

public sealed class EvaluationRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Errors_times_and_confusions_are_measured()
    {
        foreach (string name in new[] { "1", "2", "3" })
            _folder.WriteAudio(name + ".wav", 16000);
        ScriptedEngine engine = Engine("m", _ => "The colour is grey.", _ => "the color is green", _ => "a cat sat sat");
        EvaluationResult result = Run("1.wav\tthe color is gray\n2.wav\tthe color is gray\n3.wav\tthe cat sat\n", engine);
        Assert.Equal(("english", DatasetFormat.Tsv, 0, true), (result.Normalizer, result.Format, result.MissingFiles, result.IsComplete));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), result.Started);
        ModelEvaluation model = Assert.Single(result.Models);
        Assert.Equal(new ErrorCounts(2, 0, 1, 11), model.Rates.Words);
        Assert.Equal([new ErrorCounts(0, 0, 0, 4), new ErrorCounts(1, 0, 0, 4), new ErrorCounts(1, 0, 1, 3)], model.Files.Select(static file => file.Rates.Words));
        Assert.Equal([new WordConfusion("gray", "green", 1), new WordConfusion("the", "a", 1)], model.Confusions.Substitutions);
        Assert.Equal([new WordConfusion(null, "sat", 1)], model.Confusions.Insertions);
        Assert.Empty(model.Confusions.Deletions);
        Assert.Equal(["3.wav", "2.wav"], model.GetWorst(5).Select(static file => file.Id));
        Assert.Equal(["3.wav"], model.GetWorst(1).Select(static file => file.Id));
        // The engine takes 100, 200 and 300 ms for a second each.
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(600)), (model.AudioDuration, model.ProcessingTime));
        Assert.Equal(0.2, model.RealTimeFactor!.Value, 12);
        Assert.Equal(new LatencyPercentiles(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(300)), model.Latency);
        Assert.True(model.PeakMemory >= model.MemoryBefore && model.MemoryBefore > 0);
        Assert.True(engine.IsDisposed);
    }

    [Fact]
    public void What_fails_counts_as_left_out_and_the_run_goes_on()
    {
        foreach (string name in new[] { "1", "2" })
            _folder.WriteAudio(name + ".wav", 1600);
        _folder.Write("broken.wav", "no audio at all");
        ScriptedEngine engine = Engine("m", _ => throw new InvalidOperationException("the engine broke"), _ => "two words");
        EvaluationResult result = Run("1.wav\tone two three\nbroken.wav\tfour five\n2.wav\ttwo words\ngone.wav\tthis counts nowhere\n", engine);
        ModelEvaluation model = Assert.Single(result.Models);
        Assert.Equal([FileOutcome.Failed, FileOutcome.Failed, FileOutcome.Recognized], model.Files.Select(static file => file.Outcome));
        Assert.Equal("the engine broke", model.Files[0].Error);
        Assert.Contains("broken.wav", model.Files[1].Error, StringComparison.Ordinal);
        // "one two three" and "four five" become one number each
        Assert.Equal(new ErrorCounts(0, 2, 0, 4), model.Rates.Words);
        Assert.Equal((2, 1, false), (model.FailedFiles, result.MissingFiles, result.IsComplete));
        Assert.Equal(TimeSpan.FromMilliseconds(200), model.Latency!.Value.P50);
        Assert.Equal(TimeSpan.FromSeconds(0.1), model.AudioDuration);
    }

    [Fact]
    public void Empty_references_count_nowhere()
    {
        _folder.WriteAudio("1.wav", 1600);
        EvaluationResult result = Run("1.wav\t(noise) uh\n1.wav\thello\n", Engine("m", _ => "you", _ => "hello"));
        ModelEvaluation model = Assert.Single(result.Models);
        Assert.Equal((FileOutcome.EmptyReference, 1), (model.Files[0].Outcome, model.EmptyReferences));
        Assert.Equal(new ErrorCounts(0, 0, 0, 1), model.Rates.Words);
        Assert.Empty(model.Confusions.Insertions);
        Assert.Empty(model.GetWorst(5));
    }

    [Fact]
    public void Models_are_loaded_one_after_the_other_and_told_apart()
    {
        _folder.WriteAudio("1.wav", 1600);
        var engines = new List<ScriptedEngine>();
        Func<ISttEngine> Loader(string text) => () =>
        {
            Assert.All(engines, static engine => Assert.True(engine.IsDisposed));
            _clock.Advance(TimeSpan.FromSeconds(2));
            engines.Add(new ScriptedEngine("m", text));
            return engines[^1];
        };
        var progress = new List<EvaluationProgress>();
        EvaluationResult result = Runner("1.wav\ta b\n1.wav\ta b\n").Run([Loader("a b"), Loader("a")], new Recorder(progress.Add));
        Assert.Equal(["m", "m #2"], result.Models.Select(static model => model.Name));
        Assert.Equal([0.0, 0.5], result.Models.Select(static model => model.Rates.WordErrorRate!.Value));
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)], result.Models.Select(static model => model.LoadTime));
        Assert.Equal([("m", 1, 0L), ("m", 2, 0L), ("m #2", 1, 1L), ("m #2", 2, 2L)], progress.Select(static step => (step.Model, step.Files, step.Rates.Words.Errors)));
    }

    [Fact]
    public void A_model_that_cannot_be_loaded_does_not_cost_the_others_their_results()
    {
        _folder.WriteAudio("1.wav", 1600);
        Func<ISttEngine> good = () => new ScriptedEngine("good", "a");
        Func<ISttEngine> bad = static () => throw new ModelNotFoundException("no such model", "/none");
        EvaluationResult result = Runner("1.wav\ta\n").Run([bad, good, bad]);
        Assert.Equal([new ModelFailure(0, "no such model"), new ModelFailure(2, "no such model")], result.FailedModels);
        Assert.Equal("good", Assert.Single(result.Models).Name);
        Assert.False(result.IsComplete);
        Assert.Throws<ModelNotFoundException>(() => Runner("1.wav\ta\n").Run([bad, bad]));
    }

    [Fact]
    public void Parts_of_a_recording_are_cut_out()
    {
        _folder.WriteAudio("1.wav", 4096 * 3);
        float[]? heard = null;
        string manifest = _folder.Write("m.json", """{"audio_filepath": "1.wav", "text": "x", "offset": 0.0625, "duration": 0.5}""");
        ScriptedEngine engine = Engine("m", audio => { heard = audio; return "x"; });
        ModelEvaluation model = new EvaluationRunner(EvaluationDataset.Open(manifest)).Run([() => engine]).Models[0];
        Assert.Equal(8000, heard!.Length);
        Assert.Equal(1000 / 4096f, heard[0], 1e-4f);
        Assert.Equal(TimeSpan.FromSeconds(0.5), model.AudioDuration);

        string beyond = _folder.Write("m.json", """{"audio_filepath": "1.wav", "text": "x", "offset": 5}""");
        FileEvaluation file = new EvaluationRunner(EvaluationDataset.Open(beyond)).Run([() => Engine("m", _ => "x")]).Models[0].Files[0];
        Assert.Equal(FileOutcome.Failed, file.Outcome);
        Assert.Contains("00:00:05", file.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15_999, true)]
    [InlineData(16_000, true)]
    [InlineData(16_001, false)]
    [InlineData(50_000, false)]
    public void Long_recordings_are_streamed_whole(int samples, bool isBuffered)
    {
        _folder.WriteAudio("1.wav", samples);
        float[]? heard = null;
        ScriptedEngine engine = Engine("m", audio => { heard = audio; return "x"; });
        var options = new EvaluationOptions { MaxBuffered = TimeSpan.FromSeconds(1) };
        ModelEvaluation model = new EvaluationRunner(EvaluationDataset.Open(_folder.Write("a.tsv", "1.wav\tx\n")), options).Run([() => engine]).Models[0];
        Assert.Equal([isBuffered], engine.WereBuffered);
        Assert.Equal(samples, heard!.Length);
        Assert.All(Enumerable.Range(0, samples), i => Assert.Equal(i % 4096 / 4096f, heard[i], 1e-4f));
        Assert.Equal(samples / 16000.0, model.AudioDuration.TotalSeconds, 6);
    }

    [Fact]
    public void A_limit_ends_the_run_before_what_comes_after_is_read()
    {
        _folder.WriteAudio("1.wav", 1600);
        var options = new EvaluationOptions { Limit = 1, Normalizer = new PlainNormalizer() };
        EvaluationResult result = new EvaluationRunner(EvaluationDataset.Open(_folder.Write("a.tsv", "1.wav\tx\nwrong line\n")), options).Run([() => Engine("m", _ => "x")]);
        Assert.Equal(("plain", 1), (result.Normalizer, result.Models[0].Files.Count));
    }

    [Fact]
    public void Cancellation_ends_the_run_and_disposes_the_engine()
    {
        _folder.WriteAudio("1.wav", 1600);
        using var source = new CancellationTokenSource();
        ScriptedEngine engine = Engine("m", _ => { source.Cancel(); source.Token.ThrowIfCancellationRequested(); return "x"; });
        Assert.Throws<OperationCanceledException>(() => Runner("1.wav\tx\n").Run([() => engine], cancellationToken: source.Token));
        Assert.True(engine.IsDisposed);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        EvaluationDataset dataset = EvaluationDataset.Open(_folder.Write("a.tsv", "1.wav\tx\n"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EvaluationRunner(dataset, new EvaluationOptions { Limit = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EvaluationRunner(dataset, new EvaluationOptions { MaxConfusions = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EvaluationRunner(dataset, new EvaluationOptions { MaxBuffered = TimeSpan.FromSeconds(-1) }));
        Assert.Throws<ArgumentNullException>(() => new EvaluationRunner(dataset, new EvaluationOptions { Normalizer = null! }));
        Assert.Throws<ArgumentException>(() => new EvaluationRunner(dataset).Run([]));
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 1, 2, 2)]
    [InlineData(10, 5, 9, 10)]
    [InlineData(100, 50, 90, 99)]
    [InlineData(101, 51, 91, 100)]
    public void Percentiles_are_measured_times(int count, int p50, int p90, int p99)
    {
        IEnumerable<TimeSpan> times = Enumerable.Range(1, count).Reverse().Select(static i => TimeSpan.FromSeconds(i));
        Assert.Equal(new LatencyPercentiles(TimeSpan.FromSeconds(p50), TimeSpan.FromSeconds(p90), TimeSpan.FromSeconds(p99)), LatencyPercentiles.Of(times));
        Assert.Null(LatencyPercentiles.Of([]));
    }

    private ScriptedEngine Engine(string id, params Func<float[], string>[] script) => new(id, _clock, script);

    private EvaluationRunner Runner(string table) =>
        new(EvaluationDataset.Open(_folder.Write("data.tsv", table)), new EvaluationOptions { TimeProvider = _clock });

    private EvaluationResult Run(string table, ScriptedEngine engine) => Runner(table).Run([() => engine]);

    private sealed class Recorder(Action<EvaluationProgress> record) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) => record(value);
    }
}
