using Swictation.Stt.Audio;

namespace Swictation.Stt.Evaluation;

/// <summary>One model's run over a data set.</summary>
internal sealed class ModelRun(
    ISttEngine engine, string name, EvaluationOptions options, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
{
    private readonly List<FileEvaluation> _files = [];
    private readonly ConfusionCounter _confusions = new();
    private ErrorRates _rates;

    public int MissingFiles { get; private set; }

    public void Evaluate(EvaluationItem item)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!File.Exists(item.AudioPath))
        {
            MissingFiles++;
        }
        else
        {
            FileEvaluation file = Recognize(item);
            _files.Add(file);
            if (file.Outcome != FileOutcome.EmptyReference)
            {
                _rates += file.Rates;
                _confusions.Add(file.Align());
            }
        }

        progress?.Report(new EvaluationProgress(name, _files.Count + MissingFiles, _rates));
    }

    public ModelEvaluation ToEvaluation(TimeSpan loadTime, MemoryMeter memory) => new()
    {
        Name = name,
        Engine = engine.Info,
        Files = _files,
        Rates = _rates,
        Confusions = _confusions.ToTable(options.MaxConfusions),
        LoadTime = loadTime,
        MemoryBefore = memory.Before,
        PeakMemory = memory.Peak,
    };

    private FileEvaluation Recognize(EvaluationItem item)
    {
        string hypothesis = string.Empty;
        string? error = null;
        TimeSpan duration = TimeSpan.Zero;
        TimeSpan latency = TimeSpan.Zero;
        try
        {
            (hypothesis, duration, latency) = Transcribe(item);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            error = exception.Message; // whatever an engine throws, the other recordings are still to be measured
        }

        string reference = options.Normalizer.Normalize(item.Reference);
        string normalized = options.Normalizer.Normalize(hypothesis);
        ErrorRates rates = ErrorRates.Measure(reference, normalized);
        return new FileEvaluation
        {
            Id = item.Id,
            Outcome = error is not null ? FileOutcome.Failed : rates.Words.ReferenceLength == 0 ? FileOutcome.EmptyReference : FileOutcome.Recognized,
            Error = error,
            Reference = item.Reference,
            Hypothesis = hypothesis,
            NormalizedReference = reference.Trim(),
            NormalizedHypothesis = normalized.Trim(),
            Rates = rates,
            AudioDuration = duration,
            Latency = latency,
        };
    }

    private (string Text, TimeSpan Duration, TimeSpan Latency) Transcribe(EvaluationItem item)
    {
        var readerOptions = new AudioReaderOptions { SampleRate = engine.Info.SampleRate, MaxDuration = item.Duration is { } length ? item.Offset + length : null };
        using AudioReader reader = AudioReader.Open(item.AudioPath, readerOptions, cancellationToken);
        Skip(reader, item.Offset);
        float[] head = ReadHead(reader);
        bool isWhole = head.Length < MaxBufferedSamples;
        long start = options.TimeProvider.GetTimestamp();
        Transcription transcription = isWhole
            ? engine.Transcribe(head, options.Transcribe, cancellationToken)
            : engine.Transcribe(new PrefixedSource(head, reader), options.Transcribe, cancellationToken);
        TimeSpan latency = options.TimeProvider.GetElapsedTime(start);
        return (transcription.Text, reader.Position - item.Offset, latency);
    }

    private long MaxBufferedSamples => (long)(options.MaxBuffered.TotalSeconds * engine.Info.SampleRate) + 1;

    private float[] ReadHead(AudioReader reader)
    {
        double guess = reader.Duration is { } duration ? (duration - reader.Position).TotalSeconds * reader.SampleRate + 2 : 60.0 * reader.SampleRate;
        float[] samples = new float[(int)Math.Clamp(guess, 1, Math.Min(MaxBufferedSamples, 1 << 24))];
        int count = 0;
        while (true)
        {
            int read = reader.Read(samples.AsSpan(count));
            count += read;
            if (read == 0 || count == MaxBufferedSamples)
                break;
            if (count == samples.Length)
                Array.Resize(ref samples, (int)Math.Min(2L * count, Math.Min(MaxBufferedSamples, Array.MaxLength)));
        }

        Array.Resize(ref samples, count);
        return samples;
    }

    private static void Skip(AudioReader reader, TimeSpan offset)
    {
        long left = (long)Math.Round(offset.TotalSeconds * reader.SampleRate);
        float[] buffer = new float[Math.Min(left, 16384)];
        while (left > 0)
        {
            int read = reader.Read(buffer.AsSpan(0, (int)Math.Min(left, buffer.Length)));
            if (read == 0)
                throw new AudioFormatException($"The recording ends at {reader.Position}, before the part that begins at {offset}.");
            left -= read;
        }
    }
}
