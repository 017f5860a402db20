namespace Swictation.Stt.Evaluation;

/// <summary>Runs recognisers over a data set and measures how right and how fast they are.</summary>
/// <remarks>
/// A recording that cannot be read or recognised does not stop the run: it counts as if nothing had been recognised, and is listed. An
/// entry without its audio file is counted as missing. Safe for concurrent use, but recognisers that run at once slow each other down.
/// </remarks>
public sealed class EvaluationRunner
{
    private readonly EvaluationDataset _dataset;
    private readonly EvaluationOptions _options;

    /// <summary>Initializes a new instance of the <see cref="EvaluationRunner"/> class.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="options">How to evaluate, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public EvaluationRunner(EvaluationDataset dataset, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        _dataset = dataset;
        _options = options ?? new EvaluationOptions();
        _options.Validate();
    }

    /// <summary>Evaluates models one after the other; each is loaded, run and disposed before the next, so that they do not share memory.</summary>
    /// <param name="loaders">Load the models.</param>
    /// <param name="progress">Is told after every recording, on the calling thread, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>The results.</returns>
    /// <exception cref="ArgumentException">There is no model, or the only one cannot do what <see cref="EvaluationOptions.Transcribe"/> asks for.</exception>
    /// <exception cref="EvaluationException">A line of the data set is wrong.</exception>
    /// <exception cref="SttException">No model could be loaded. Where another could, this is in the results.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public EvaluationResult Run(
        IReadOnlyList<Func<ISttEngine>> loaders, IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(loaders);
        if (loaders.Count == 0)
            throw new ArgumentException("There is no model to evaluate.", nameof(loaders));
        DateTimeOffset started = _options.TimeProvider.GetUtcNow();
        var models = new List<ModelEvaluation>();
        var failures = new List<ModelFailure>();
        int missing = 0;
        for (int i = 0; i < loaders.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var memory = new MemoryMeter();
            long start = _options.TimeProvider.GetTimestamp();
            using ISttEngine? engine = TryLoad(loaders[i], i, failures, isLast: i == loaders.Count - 1 && models.Count == 0);
            if (engine is null)
                continue;
            TimeSpan loadTime = _options.TimeProvider.GetElapsedTime(start);
            var run = new ModelRun(engine, Distinguish(engine.Info.ModelId, models), _options, progress, cancellationToken);
            foreach (EvaluationItem item in _dataset.Read().Take(_options.Limit ?? int.MaxValue))
                run.Evaluate(item);
            missing = run.MissingFiles;
            models.Add(run.ToEvaluation(loadTime, memory));
        }

        return new EvaluationResult
        {
            Dataset = _dataset.Path,
            Format = _dataset.Format,
            Normalizer = _options.Normalizer.Name,
            Started = started,
            MissingFiles = missing,
            Models = models,
            FailedModels = failures,
        };
    }

    /// <summary>Loads a model; what is wrong with it does not cost the results of the others, unless there are none.</summary>
    private ISttEngine? TryLoad(Func<ISttEngine> load, int index, List<ModelFailure> failures, bool isLast)
    {
        ISttEngine? engine = null;
        try
        {
            engine = load();
            if (_options.Transcribe is { } asked)
                engine.Transcribe(ReadOnlySpan<float>.Empty, asked); // a language that it does not know would fail every recording
            return engine;
        }
        catch (Exception exception) when (exception is SttException or ArgumentException)
        {
            engine?.Dispose();
            if (isLast)
                throw;
            failures.Add(new ModelFailure(index, exception.Message));
            return null;
        }
    }

    private static string Distinguish(string id, List<ModelEvaluation> others)
    {
        string name = id;
        for (int number = 2; others.Any(model => model.Name == name); number++)
            name = $"{id} #{number}";
        return name;
    }
}
