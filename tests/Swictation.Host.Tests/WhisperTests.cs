using System.Text.Json;

namespace Swictation.Host.Tests;

public sealed class WhisperTests
{
    private static string Jfk => SharedFiles.Path("audio", "jfk-16k.wav");

    [SkippableTheory]
    [InlineData("optimum", "auto")]
    [InlineData("sherpa", "whisper")]
    public void A_model_is_told_from_its_files_and_marks_times_that_are_estimates(string layout, string engine)
    {
        CommandResult result = BuiltCommand.Run(["transcribe", Jfk, "--model", WhisperModels.Path(layout), "--engine", engine, "--format", "json", "--words", .. WhisperModels.Short]);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        JsonElement root = JsonDocument.Parse(Assert.Single(result.Lines)).RootElement;
        Assert.Equal(layout, root.GetProperty("model").GetString());
        Assert.InRange(root.GetProperty("language_probability").GetDouble(), 0.1, 1);
        JsonElement[] words = [.. root.GetProperty("segments").EnumerateArray().SelectMany(static segment => segment.GetProperty("words").EnumerateArray())];
        Assert.NotEmpty(words);
        Assert.All(words, static word => Assert.True(word.GetProperty("interpolated").GetBoolean()));
    }

    [SkippableFact]
    public void Both_layouts_write_the_same_whatever_is_asked_for()
    {
        foreach (string[] asked in new string[][]
        {
            ["--language", "German", "--translate", "--beam", "3"], ["--language", "en", "--no-timestamps", "--prompt", "Swictation types.", "--suppress-tokens", "none"],
            ["--language", "en", "--temperature", "0.8", "--seed", "7", "--best-of", "2"], ["--language", "en", "--task", "transcribe", "--no-vad", "--clip", "3-8"],
        })
        {
            string[] texts = [.. new[] { "optimum", "sherpa" }.Select(layout =>
            {
                CommandResult result = BuiltCommand.Run(["transcribe", Jfk, "--model", WhisperModels.Path(layout), .. WhisperModels.Short.Skip(asked.Contains("--temperature") ? 2 : 0), .. asked]);
                Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
                return result.Output;
            })];
            Assert.NotEmpty(texts[0]);
            Assert.Equal(texts[0], texts[1]);
        }
    }

    [SkippableFact]
    public void Options_reach_the_model()
    {
        string[] asked = [.. new[] { "", "--translate", "--beam 4", "--no-timestamps", "--prompt What", "--prefix So", "--hotwords Kennedy", "--language de" }
            .Select(static option => BuiltCommand.Run(["transcribe", Jfk, "--model", WhisperModels.Path("sherpa"), "--format", "json", .. WhisperModels.Short, .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).Output)];
        Assert.Equal(asked.Length, asked.Distinct().Count());
    }

    [SkippableFact]
    public void A_long_recording_is_heard_in_batches_of_what_the_detector_took_for_speech()
    {
        string audio = SharedFiles.Path("audio", "silero-test-16k.wav");
        string[] arguments = ["transcribe", audio, "--model", WhisperModels.Path("sherpa"), "--format", "json", "--no-timestamps", .. WhisperModels.Short];
        CommandResult together = BuiltCommand.Run([.. arguments, "--batch", "4"]);
        Assert.Equal((0, string.Empty), (together.ExitCode, together.Error));
        Assert.Equal(together.Output, BuiltCommand.Run([.. arguments, "--batch", "1"]).Output);
        JsonElement root = JsonDocument.Parse(Assert.Single(together.Lines)).RootElement;
        double end = root.GetProperty("duration").GetDouble();
        JsonElement[] segments = [.. root.GetProperty("segments").EnumerateArray()];
        Assert.True(segments.Length > 2);
        double previous = 0;
        foreach (JsonElement segment in segments)
        {
            Assert.InRange(segment.GetProperty("start").GetDouble(), previous, end);
            previous = segment.GetProperty("start").GetDouble();
        }

        Assert.True(previous > 15);
    }

    [SkippableTheory]
    [InlineData("srt", "1\n00:00:0")]
    [InlineData("vtt", "WEBVTT\n\n00:00:0")]
    [InlineData("tsv", "start\tend\ttext\n")]
    public void Every_format_is_written(string format, string start)
    {
        CommandResult result = BuiltCommand.Run(["transcribe", Jfk, "--model", WhisperModels.Path("sherpa"), "--format", format, .. WhisperModels.Short]);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.StartsWith(start, result.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Live_speech_is_followed_with_the_languages_and_options_of_the_model()
    {
        CommandResult result = BuiltCommand.Run(["listen", "--file", BuiltCommand.Sample("fox.wav"), "--model", WhisperModels.Path("sherpa"), "--language", "de", "--no-timestamps", "--json", .. WhisperModels.Short]);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        JsonElement final = Assert.Single(result.Lines.Select(static line => JsonDocument.Parse(line).RootElement), static line => line.GetProperty("type").GetString() == "final");
        Assert.Equal("de", final.GetProperty("language").GetString());
        Assert.NotEmpty(final.GetProperty("text").GetString()!);
    }

    [SkippableFact]
    public void Evaluation_sets_both_engines_side_by_side()
    {
        using var folder = new TemporaryFolder();
        folder.Copy("door.wav");
        File.WriteAllText(folder["data.tsv"], "door.wav\tplease open the door\n");
        string[] both = ["eval", folder["data.tsv"], "--model", "tiny-en", "--model", WhisperModels.Path("sherpa"), "--normalizer", "basic"];
        CommandResult result = BuiltCommand.Run([.. both, "--language", "en", .. WhisperModels.Short]);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Matches(@"(?m)^tiny-en +0\.00 %", result.Output);
        Assert.Matches(@"(?m)^sherpa +\d+\.\d+ %", result.Output);

        // One model cannot do what is asked for: the other one's figures are kept.
        CommandResult german = BuiltCommand.Run([.. both, "--language", "de", .. WhisperModels.Short]);
        Assert.Equal(1, german.ExitCode);
        Assert.Contains("tiny-en does not know the language \"de\"", german.Error, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^sherpa +\d+\.\d+ %", german.Output);
    }

    [SkippableFact]
    public void The_doctor_knows_a_Whisper_model()
    {
        CommandResult result = BuiltCommand.Run("doctor", "--model", WhisperModels.Path("optimum"), "--json");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        JsonElement check = Assert.Single(JsonDocument.Parse(result.Output).RootElement.GetProperty("checks").EnumerateArray(), static check => check.GetProperty("name").GetString() == "model optimum");
        Assert.Equal(("ok", "whisper", "optimum"), (check.GetProperty("status").GetString(), check.GetProperty("engine").GetString(), check.GetProperty("layout").GetString()));
    }
}
