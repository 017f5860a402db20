using System.Numerics.Tensors;
using Swictation.Stt.Vad;

namespace Swictation.Stt;

/// <summary>One recording of a <see cref="RecordingJob"/>: its samples on the way in, its words on the way out.</summary>
internal sealed class RecordingParts
{
    /// <summary>How much is listened to before progress is told: about a second.</summary>
    private const int BlockLength = 16384;

    private readonly RecordingJob _job;
    private readonly SpeechSplitter _splitter;
    private readonly List<(long Start, Transcription Transcription)> _parts = [];
    private float _peak;

    public RecordingParts(RecordingJob job, IVoiceActivityDetector detector, SpeechSplitterSettings settings)
    {
        _job = job;
        _splitter = new SpeechSplitter(detector, settings, (start, samples) => job.Accept(this, start, samples));
    }

    /// <summary>Gets how many samples have come.</summary>
    public long Length => _splitter.Position;

    /// <summary>Takes the next samples, which are finite.</summary>
    public void Push(ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            ReadOnlySpan<float> block = samples[..Math.Min(BlockLength, samples.Length)];
            _peak = Math.Max(_peak, Math.Abs(TensorPrimitives.MaxMagnitude(block)));
            _splitter.Push(block);
            _job.Report(_splitter.Settled);
            samples = samples[block.Length..];
        }
    }

    /// <summary>Gets the language of the first piece with words, or null where none has said it.</summary>
    public string? Language => _parts.Select(static part => part.Transcription).FirstOrDefault(static part => part.Text.Length > 0)?.Language;

    /// <summary>Gives out the last piece.</summary>
    public void Complete() => _splitter.Complete();

    /// <summary>Takes what was said in a piece; pieces come in order.</summary>
    public void Add(long start, Transcription transcription) => _parts.Add((start, transcription));

    /// <summary>Puts the pieces together.</summary>
    /// <param name="gap">The pause between two words that ends a segment.</param>
    public RecordingTranscription Build(TimeSpan gap) => new()
    {
        Transcription = _parts is [(0, var whole)] && _splitter.Emitted == Length ? whole : Join(gap),
        Speech = _job.ToTime(_splitter.Emitted),
        Peak = _peak,
    };

    private Transcription Join(TimeSpan gap)
    {
        var segments = new List<TranscriptionSegment>();
        foreach ((long start, Transcription part) in _parts)
        {
            foreach (TranscriptionSegment segment in Segments(part.Offset(_job.ToTime(start)), _job.ToTime(start)))
            {
                // A piece that was cut in a short pause does not end a segment: the rule is that of engines.
                if (segments.Count > 0 && segments[^1].Text is [.., not ('.' or '?' or '!')] && segment.Start - segments[^1].End < gap)
                    segments[^1] = Join(segments[^1], segment);
                else
                    segments.Add(segment);
            }
        }

        Transcription? said = _parts.Select(static part => part.Transcription).OrderBy(static part => part.Text.Length == 0).FirstOrDefault(static part => part.Language is not null);
        return new Transcription
        {
            Text = segments.Select(static segment => segment.Text).Aggregate(string.Empty, WordText.Join),
            Language = said?.Language,
            LanguageProbability = said?.LanguageProbability,
            Duration = _job.ToTime(Length),
            Confidence = Mean(segments.SelectMany(static segment => segment.Words)),
            ModelId = OnlyModel(),
            EngineChoice = JoinedChoice.Of([.. _parts.Select(static part => part.Transcription.EngineChoice).OfType<EngineChoice>()]),
            Segments = segments,
        };
    }

    /// <summary>Gets the model that heard all pieces, or null where there are two.</summary>
    private string? OnlyModel() => _parts.Select(static part => part.Transcription.ModelId).Distinct().ToArray() is [{ } model] ? model : null;

    /// <summary>Gets the segments of a piece. An engine that gives text only gives one of the piece's length.</summary>
    private static IReadOnlyList<TranscriptionSegment> Segments(Transcription part, TimeSpan start) =>
        part.Segments.Count > 0 || part.Text.Length == 0 ? part.Segments
        : [new TranscriptionSegment { Text = part.Text, Start = start, End = start + part.Duration, Confidence = part.Confidence, Words = [] }];

    private static TranscriptionSegment Join(TranscriptionSegment first, TranscriptionSegment second)
    {
        TranscriptionWord[] words = [.. first.Words, .. second.Words];
        return new TranscriptionSegment { Text = WordText.Join(first.Text, second.Text), Start = first.Start, End = second.End, Confidence = Mean(words), Words = words };
    }

    private static float Mean(IEnumerable<TranscriptionWord> words) => words.Select(static word => word.Confidence).DefaultIfEmpty(0).Average();
}
