using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>
/// Decodes windows at one temperature after the other until each is believed: its text neither repeats itself nor is guessed. Windows
/// with prompts of the same length are decoded together. For one call.
/// </summary>
internal sealed class FallbackDecoder(WhisperModel model, WindowDecoder decoder, TranscriptionSettings settings, RunOptions? run, CancellationToken cancellationToken)
{
    /// <summary>Decodes windows.</summary>
    /// <param name="audio">The encoded windows.</param>
    /// <param name="tasks">What to decode of each, in the same order.</param>
    public WindowResult[] Decode(EncodedAudio audio, IReadOnlyList<WindowTask> tasks)
    {
        var results = new WindowResult[tasks.Count];
        List<int> waiting = [.. Enumerable.Range(0, tasks.Count)];
        for (int attempt = 0; attempt < settings.Options.Temperatures.Count && waiting.Count > 0; attempt++)
        {
            foreach (int[] group in Group(tasks, waiting))
                DecodeTogether(audio, tasks, group, attempt, results);
            waiting.RemoveAll(index => !settings.Thresholds.NeedsFallback(
                results[index].CompressionRatio, results[index].AverageLogProbability, results[index].NoSpeechProbability));
        }

        return results;
    }

    private int[][] Group(IReadOnlyList<WindowTask> tasks, List<int> waiting) => model.BatchesExactly
        ? waiting.GroupBy(index => (tasks[index].Prompt.Length, tasks[index].StartPosition)).Select(static group => group.ToArray()).ToArray()
        : waiting.Select(static index => new[] { index }).ToArray();

    private void DecodeTogether(EncodedAudio audio, IReadOnlyList<WindowTask> tasks, int[] group, int attempt, WindowResult[] results)
    {
        int length = tasks[group[0]].Prompt.Length;
        var prompts = new int[group.Length * length];
        var searches = new TokenSearch[group.Length];
        var noSpeech = new float[group.Length];
        for (int i = 0; i < group.Length; i++)
        {
            WindowTask task = tasks[group[i]];
            task.Prompt.CopyTo(prompts, i * length);
            searches[i] = TokenSearch.Create(model.Shape, model.Specials, settings.Filter, settings.Search(task.Window, attempt), length);
        }

        decoder.Decode(audio, group, prompts, tasks[group[0]].StartPosition, searches, noSpeech, run, cancellationToken);
        for (int i = 0; i < group.Length; i++)
            results[group[i]] = Describe(searches[i].Best(), noSpeech[i], settings.Options.Temperatures[attempt]);
    }

    private WindowResult Describe(Hypothesis best, float noSpeech, float temperature)
    {
        string text = model.Tokenizer.Decode(best.Tokens).Trim();
        return new WindowResult(
            best.Tokens.ToArray(), best.LogProbabilities.ToArray(), text, best.Sum / (best.Count + 1), noSpeech, CompressionRatio.Of(text), temperature);
    }
}
