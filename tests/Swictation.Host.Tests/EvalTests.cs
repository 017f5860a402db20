using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Swictation.Host.Tests;

public sealed class EvalTests : IDisposable
{
    private const string Right = "fox.wav\tthe quick brown fox jumps over the lazy dog\ndoor.wav\tplease open the door\n";
    private const string Wrong = "fox.wav\tthe quick brown fox jumps over the lazy dog\ndoor.wav\tplease shut that red door\n";

    private readonly TemporaryFolder _folder = new();

    public EvalTests()
    {
        _folder.Copy("fox.wav");
        _folder.Copy("door.wav");
        File.WriteAllText(_folder["right.tsv"], Right);
        File.WriteAllText(_folder["wrong.tsv"], Wrong);
    }

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void The_fifteen_recordings_have_no_errors()
    {
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllText(SharedFiles.Path("oracles", "parakeet", "tiny-en.json")));
        File.WriteAllLines(_folder["spoken.json"], cases.RootElement.EnumerateArray().Select(static item =>
            $$"""{"audio_filepath": {{JsonSerializer.Serialize(SharedFiles.Path("audio", item.GetProperty("audio").GetString()!))}}, "text": {{item.GetProperty("text").GetRawText()}}}"""));
        CommandResult result = BuiltCommand.Run("eval", _folder["spoken.json"], "--html", _folder["out.html"], "--json", _folder["out.json"]);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Contains("normaliser  english", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^tiny-en +0\.00 % +0\.00 % +0 +0 +0 +\d+ +15 +0 ", result.Output);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder["out.json"]));
        Assert.Equal(15, json.RootElement.GetProperty("models")[0].GetProperty("files").GetArrayLength());
        using var reader = XmlReader.Create(_folder["out.html"], new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        Assert.Equal(2, XDocument.Load(reader).Descendants(XName.Get("table", "http://www.w3.org/1999/xhtml")).Count());
        Assert.Empty(Directory.GetFiles(_folder.Root, ".*.tmp"));
    }

    [Fact]
    public void A_rise_above_the_limit_ends_with_1_and_says_by_how_much()
    {
        Assert.Equal(0, BuiltCommand.Run("eval", _folder["right.tsv"], "--json", _folder["base.json"]).ExitCode);
        File.WriteAllText(_folder["right.tsv"], Right.Replace("please open", "please shut", StringComparison.Ordinal)); // 1 of 13 words
        CommandResult worse = BuiltCommand.Run("eval", _folder["right.tsv"], "--baseline", _folder["base.json"]);
        Assert.Equal(1, worse.ExitCode);
        Assert.Contains("tiny-en: the word error rate rose from 0 to 0.07692, by 0.07692; at most 0.005 is allowed.", worse.Error, StringComparison.Ordinal);
        Assert.Contains("tiny-en: 0.00 % before, 7.69 % now (+7.69 points)", worse.Output, StringComparison.Ordinal);
        CommandResult allowed = BuiltCommand.Run("eval", _folder["right.tsv"], "--baseline", _folder["base.json"], "--max-wer-increase", "0.08");
        Assert.Equal((0, string.Empty), (allowed.ExitCode, allowed.Error));

        CommandResult normaliser = BuiltCommand.Run("eval", _folder["right.tsv"], "--baseline", _folder["base.json"], "--normalizer", "plain");
        Assert.Equal((2, string.Empty), (normaliser.ExitCode, normaliser.Output));
        Assert.Contains("english", normaliser.Error, StringComparison.Ordinal);
        CommandResult other = BuiltCommand.Run("eval", _folder["wrong.tsv"], "--baseline", _folder["base.json"]);
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("13 words", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_stand_side_by_side_and_errors_are_aligned_without_colour_in_a_pipe()
    {
        CommandResult result = BuiltCommand.Run(
            "eval", _folder["wrong.tsv"], "--model", Repository.Path("models", "tiny-en", "onnx-asr"), "--model", Repository.Path("models", "tiny-en", "sherpa"), "--align", "--normalizer", "plain", "--threads", "1");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Equal(2, result.Lines.Count(static line => line.Contains(" 21.43 %", StringComparison.Ordinal) && line.Contains(" 2 ", StringComparison.Ordinal) && line.Contains("MiB", StringComparison.Ordinal)));
        Assert.Equal(2, result.Lines.Count(static line => line == "REF: please shut that red door"));
        Assert.Equal(2, result.Lines.Count(static line => line == "HYP: please **** open the door"));
        Assert.Contains("normaliser  plain", result.Lines);
    }

    [Fact]
    public void Json_on_standard_output_is_one_document_with_the_normaliser()
    {
        CommandResult result = BuiltCommand.Run("eval", _folder["wrong.tsv"], "--format", "json", "--limit", "1", "--normalizer", "basic");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        using JsonDocument json = JsonDocument.Parse(result.Output);
        Assert.Equal("basic", json.RootElement.GetProperty("normalizer").GetString());
        JsonElement file = Assert.Single(json.RootElement.GetProperty("models")[0].GetProperty("files").EnumerateArray());
        Assert.Equal(("fox.wav", 0), (file.GetProperty("id").GetString(), file.GetProperty("wer").GetDouble()));
    }

    [Fact]
    public void Missing_and_broken_audio_is_told_and_ends_with_1()
    {
        File.WriteAllText(_folder["broken.wav"], "no audio");
        File.WriteAllText(_folder["data.tsv"], Right + "gone.wav\tnot here\nbroken.wav\tthree short words\n");
        CommandResult result = BuiltCommand.Run("eval", _folder["data.tsv"], "--files");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"data.tsv, line 3: the audio file {_folder["gone.wav"]} is missing.", result.Error, StringComparison.Ordinal);
        Assert.Contains("1 of 4 audio files are missing", result.Error, StringComparison.Ordinal);
        Assert.Contains("broken.wav", result.Error, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^tiny-en +18\.75 % .* 0 +3 +0 +16 +3 +1 ", result.Output);
        Assert.Matches(@"(?m)^broken\.wav +failed ", result.Output);
    }

    public static TheoryData<string, string> BadArguments() => new()
    {
        { "eval", "DATASET" },
        { "eval {0}/none.tsv", "none.tsv" },
        { "eval {0}", "trans.txt" },
        { "eval {0}/bad.tsv", "line 2" },
        { "eval {0}/gone.tsv", "nothing can be evaluated" },
        { "eval {0}/right.tsv --normalizer klingon", "klingon" },
        { "eval {0}/right.tsv --format xml", "xml" },
        { "eval {0}/right.tsv --limit 0", "--limit" },
        { "eval {0}/right.tsv --worst -1", "--worst" },
        { "eval {0}/right.tsv --max-wer-increase 0.1", "--baseline" },
        { "eval {0}/right.tsv --baseline {0}/right.tsv --max-wer-increase much", "much" },
        { "eval {0}/right.tsv --baseline {0}/right.tsv", "no report" },
        { "eval {0}/right.tsv --html {0}/no/such/folder.html", "folder.html" },
        { "eval {0}/right.tsv --model no-such-model", "no-such-model" },
    };

    [Theory]
    [MemberData(nameof(BadArguments))]
    public void What_cannot_be_done_ends_with_2_before_any_work(string line, string expected)
    {
        File.WriteAllText(_folder["bad.tsv"], "fox.wav\tone\nno tab here\n");
        File.WriteAllText(_folder["gone.tsv"], "gone.wav\tone\n");
        CommandResult result = BuiltCommand.Run([.. line.Split(' ').Select(part => part.Replace("{0}", _folder.Root, StringComparison.Ordinal))]);
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_has_examples()
    {
        CommandResult result = BuiltCommand.Run("eval", "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("--max-wer-increase 0.005", result.Output, StringComparison.Ordinal);
        Assert.Contains("basic-no-diacritics", result.Output, StringComparison.Ordinal);
    }
}
