using System.Text.Json;
using Swictation.Stt.Evaluation.Tests.Support;

namespace Swictation.Stt.Evaluation.Tests;

/// <summary>Evaluates the demonstration model on recordings whose transcripts by other implementations are known.</summary>
public sealed class TinyEnTests
{
    [SkippableFact]
    public void The_fifteen_recordings_have_no_errors()
    {
        using var folder = new DatasetFolder();
        (string Audio, string Text)[] recordings = Recordings();
        Assert.Equal(15, recordings.Length);
        string manifest = folder.Write("spoken.json", string.Concat(recordings.Select(static item =>
            $"{{\"audio_filepath\": {JsonSerializer.Serialize(item.Audio)}, \"text\": {JsonSerializer.Serialize(item.Text)}}}\n")));
        EvaluationResult result = new EvaluationRunner(EvaluationDataset.Open(manifest), new EvaluationOptions { Normalizer = new PlainNormalizer() }).Run([static () => SttEngine.Load()]);
        ModelEvaluation model = Assert.Single(result.Models);
        Assert.Equal(("tiny-en", 15, 0), (model.Name, model.Files.Count, model.FailedFiles));
        long words = recordings.Sum(static item => item.Text.Split(' ').Length);
        Assert.Equal(new ErrorCounts(0, 0, 0, words), model.Rates.Words);
        Assert.Equal(0, model.Rates.CharacterErrorRate);
        Assert.True(model.AudioDuration > TimeSpan.FromSeconds(15) && model.ProcessingTime > TimeSpan.Zero && model.LoadTime > TimeSpan.Zero);
    }

    [SkippableFact]
    public void A_model_that_cannot_do_what_is_asked_for_fails_as_it_is_loaded_and_not_at_every_recording()
    {
        using var folder = new DatasetFolder();
        string table = folder.Write("one.tsv", $"{Recordings()[0].Audio}\t{Recordings()[0].Text}\n");
        var runner = new EvaluationRunner(EvaluationDataset.Open(table), new EvaluationOptions { Transcribe = new TranscribeOptions { Language = "de" } });
        // That directory is not in the manifest: what languages its model knows is not said.
        EvaluationResult result = runner.Run([static () => SttEngine.Load(), static () => SttEngine.Load(Repository.Path("models", "tiny-en", "ctc"))]);
        Assert.Equal("ctc", Assert.Single(result.Models).Name);
        Assert.Contains("does not know the language \"de\"", Assert.Single(result.FailedModels).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => runner.Run([static () => SttEngine.Load()]));
    }

    [SkippableFact]
    public void Wrong_references_give_exactly_their_errors()
    {
        using var folder = new DatasetFolder();
        Dictionary<string, string> paths = Recordings().ToDictionary(static item => Path.GetFileName(item.Audio), static item => item.Audio);
        string table = folder.Write("wrong.tsv",
            $"path\ttext\n{paths["fox.wav"]}\tThe QUICK red fox jumps over a very lazy dog\n{paths["door.wav"]}\tplease the door\n");
        ModelEvaluation model = new EvaluationRunner(EvaluationDataset.Open(table)).Run([static () => SttEngine.Load()]).Models[0];
        Assert.Equal([new ErrorCounts(2, 1, 0, 10), new ErrorCounts(0, 0, 1, 3)], model.Files.Select(static file => file.Rates.Words));
        Assert.Equal(new ErrorCounts(2, 1, 1, 13), model.Rates.Words);
        Assert.Equal([new WordConfusion("red", "brown", 1), new WordConfusion("very", "the", 1)], model.Confusions.Substitutions);
        Assert.Equal([new WordConfusion("a", null, 1)], model.Confusions.Deletions);
        Assert.Equal([new WordConfusion(null, "open", 1)], model.Confusions.Insertions);
    }

    private static (string Audio, string Text)[] Recordings()
    {
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllText(SharedFiles.Path("oracles", "parakeet", "tiny-en.json")));
        return [.. cases.RootElement.EnumerateArray().Select(static item => (SharedFiles.Path("audio", item.GetProperty("audio").GetString()!), item.GetProperty("text").GetString()!))];
    }
}
