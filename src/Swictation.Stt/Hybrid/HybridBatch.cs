namespace Swictation.Stt;

/// <summary>Several recordings, each decided on for itself.</summary>
/// <param name="engine">The engine.</param>
/// <param name="audio">The recordings.</param>
/// <param name="options">How to transcribe.</param>
/// <param name="cancellationToken">Stops the work.</param>
internal sealed class HybridBatch(
    HybridEngine engine, IReadOnlyList<ReadOnlyMemory<float>> audio, TranscribeOptions options, CancellationToken cancellationToken)
{
    public IReadOnlyList<Transcription> Transcribe()
    {
        if (audio.Count == 0)
            return [];
        (EngineSlot first, EngineSlot second) = engine.Order;
        Attempt[] attempts = Hear(first, audio);
        int[] open = [.. Enumerable.Range(0, attempts.Length).Where(i => engine.Rules.AsksOther(attempts[i]))];
        var others = new Attempt[attempts.Length];
        if (open.Length > 0)
        {
            Attempt[] heard = Hear(second, [.. open.Select(i => audio[i])]);
            for (int i = 0; i < open.Length; i++)
                others[open[i]] = heard[i];
        }

        (Attempt[] primary, Attempt[] fallback) = first.Role == EngineRole.Primary ? (attempts, others) : (others, attempts);
        return [.. primary.Select((attempt, i) => engine.Rules.Conclude(attempt, fallback[i]))];
    }

    /// <summary>Makes an engine hear recordings in one call; where that fails, one by one, so that those that are not at fault are heard.</summary>
    private Attempt[] Hear(EngineSlot slot, IReadOnlyList<ReadOnlyMemory<float>> recordings)
    {
        try
        {
            if (engine.FindRefusal(slot, options, cancellationToken) is { } refusal)
                return All(Attempt.Refused(refusal));
            using EngineLease lease = slot.Rent(cancellationToken);
            if (HearAtOnce(lease, recordings) is { } heard)
                return heard;
        }
        catch (Exception exception) when (engine.IsFailure(exception, cancellationToken))
        {
            return All(Attempt.Failed(exception));
        }

        return [.. recordings.Select(recording => engine.Hear(slot, new SpanRecording(recording.Span), options, cancellationToken))];

        Attempt[] All(Attempt attempt) => [.. Enumerable.Repeat(attempt, recordings.Count)];
    }

    /// <summary>Returns null where it failed and one by one may do better.</summary>
    private Attempt[]? HearAtOnce(EngineLease lease, IReadOnlyList<ReadOnlyMemory<float>> recordings)
    {
        try
        {
            return [.. lease.Engine.Transcribe(recordings, lease.Fit(options), cancellationToken).Select(heard => Attempt.Heard(heard, lease.Info))];
        }
        catch (Exception exception) when (recordings.Count > 1 && engine.IsFailure(exception, cancellationToken))
        {
            return null;
        }
    }
}
