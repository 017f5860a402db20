using System.Diagnostics;
using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Benchmarks.Workload;

namespace Swictation.Stt.Benchmarks.Live;

/// <summary>Feeds utterances to a stream, update by update, and notes when each word came.</summary>
internal sealed class StreamMeasurement
{
    /// <summary>How far apart two hearings of one word may start.</summary>
    private static readonly TimeSpan SameWord = TimeSpan.FromSeconds(0.4);

    private int _finished;
    private int _finishedAsWhole;
    private int _words;
    private int _errorsToWhole;
    private int _errorsToSpoken;
    private int _wholeErrorsToSpoken;
    private double _audioSeconds;
    private double _processorMilliseconds;

    /// <summary>Gets for each word how long after its end it was first shown, in seconds of audio.</summary>
    public List<double> ToVolatile { get; } = [];

    /// <summary>Gets for each word that was stable before the end how long after its end that was, in seconds of audio.</summary>
    public List<double> ToStable { get; } = [];

    /// <summary>Gets the computation of each update, in milliseconds.</summary>
    public List<double> Updates { get; } = [];

    /// <summary>Gets the share of utterances whose final text is that of the whole recording.</summary>
    public double FinishedAsWhole => (double)_finishedAsWhole / _finished;

    /// <summary>Gets the share of the words of whole recordings that streams give as well.</summary>
    public double Agreement => 1 - ((double)_errorsToWhole / _words);

    /// <summary>Gets the share of spoken words that streams get wrong.</summary>
    public double ErrorRate => (double)_errorsToSpoken / _words;

    /// <summary>Gets the share of spoken words that transcriptions of the whole get wrong.</summary>
    public double WholeErrorRate => (double)_wholeErrorsToSpoken / _words;

    /// <summary>Gets the seconds of audio that were taken in a second of processor time, which neighbours on the machine do not change.</summary>
    public double RealTimeFactor => _audioSeconds * 1000 / _processorMilliseconds;

    /// <summary>Hears an utterance.</summary>
    /// <param name="stream">The stream, as new.</param>
    /// <param name="utterance">The utterance.</param>
    /// <param name="whole">What its transcription as a whole gives.</param>
    /// <param name="block">The length of an update in samples.</param>
    public void Run(ISttStream stream, Recording utterance, Transcription whole, int block)
    {
        TranscriptionWord[] words = [.. whole.Words];
        var shown = new bool[words.Length];
        var settled = new bool[words.Length];
        double before = Machine.ProcessorMilliseconds;
        for (int position = 0; position < utterance.Samples.Length; position += block)
        {
            int length = Math.Min(block, utterance.Samples.Length - position);
            long start = Stopwatch.GetTimestamp();
            stream.Write(utterance.Samples.AsSpan(position, length));
            if (length == block)
                Updates.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            PartialTranscription current = stream.Current;
            Note(words, shown, [.. current.StableWords, .. current.VolatileWords], current.Position, ToVolatile);
            Note(words, settled, current.StableWords, current.Position, ToStable);
        }

        string text = stream.Finish().Text;
        _processorMilliseconds += Machine.ProcessorMilliseconds - before;
        _audioSeconds += utterance.Seconds;
        _finished++;
        _finishedAsWhole += text == whole.Text ? 1 : 0;
        _words += WordErrors.CountWords(utterance.Text);
        _errorsToWhole += WordErrors.Count(whole.Text, text);
        _errorsToSpoken += WordErrors.Count(utterance.Text, text);
        _wholeErrorsToSpoken += WordErrors.Count(utterance.Text, whole.Text);
    }

    private static void Note(TranscriptionWord[] words, bool[] seen, IReadOnlyList<TranscriptionWord> shown, TimeSpan position, List<double> latencies)
    {
        for (int i = 0; i < words.Length; i++)
        {
            if (seen[i] || words[i].Start > position || !shown.Any(word => word.Text == words[i].Text && (word.Start - words[i].Start).Duration() <= SameWord))
                continue;
            seen[i] = true;
            latencies.Add((position - words[i].End).TotalSeconds);
        }
    }
}
