using System.Text.Json;

namespace Swictation.Host.Tests;

public sealed class TranscribeTests
{
    private const string Hello = "hello comma world period\n";

    [Fact]
    public void The_readmes_command_prints_what_is_said()
    {
        CommandResult result = BuiltCommand.Run("transcribe", BuiltCommand.Sample("hello.wav"));
        Assert.Equal((0, Hello, string.Empty), (result.ExitCode, result.Output, result.Error));
    }

    [Theory]
    [InlineData("onnx-asr")]
    [InlineData("sherpa")]
    public void Every_layout_of_the_model_can_be_named(string layout)
    {
        CommandResult result = BuiltCommand.Run("transcribe", BuiltCommand.Sample("hello.wav"), "--model", Repository.Path("models", "tiny-en", layout), "--threads", "1");
        Assert.Equal((0, Hello), (result.ExitCode, result.Output));
    }

    [Fact]
    public void Json_has_words_with_times_inside_the_recording()
    {
        CommandResult result = BuiltCommand.Run("transcribe", BuiltCommand.Sample("fox.wav"), "--format", "json", "--words");
        JsonElement root = JsonDocument.Parse(Assert.Single(result.Lines)).RootElement;
        Assert.Equal("the quick brown fox jumps over the lazy dog", root.GetProperty("text").GetString());
        double duration = root.GetProperty("duration").GetDouble();
        Assert.Equal(3.465, duration, 3);
        List<JsonElement> words = [.. root.GetProperty("segments").EnumerateArray().SelectMany(segment => segment.GetProperty("words").EnumerateArray())];
        Assert.Equal(9, words.Count);
        double previous = 0;
        foreach (JsonElement word in words)
        {
            double start = word.GetProperty("start").GetDouble();
            Assert.InRange(start, previous, duration);
            Assert.InRange(word.GetProperty("end").GetDouble(), start, duration);
            Assert.InRange(word.GetProperty("confidence").GetDouble(), 0, 1);
            previous = start;
        }
    }

    [Fact]
    public void Subtitles_stay_within_42_characters_and_two_lines()
    {
        CommandResult result = BuiltCommand.Run("transcribe", BuiltCommand.Sample("fox.wav"), "--format", "srt");
        Assert.Equal("1\n00:00:00,400 --> 00:00:02,960\nthe quick brown fox jumps over the lazy\ndog\n\n", result.Output);
    }

    [Fact]
    public void Several_recordings_are_named_and_keep_their_order()
    {
        string[] files = [BuiltCommand.Sample("fox.wav"), BuiltCommand.Sample("door.wav"), BuiltCommand.Sample("hello.wav")];
        CommandResult result = BuiltCommand.Run(["transcribe", .. files]);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            ["== " + files[0], "the quick brown fox jumps over the lazy dog", "== " + files[1], "please open the door", "== " + files[2], "hello comma world period"],
            result.Lines);
    }

    [Fact]
    public void Folders_are_searched_and_patterns_expanded()
    {
        using var folder = new TemporaryFolder();
        folder.Copy("door.wav", "a/door.wav");
        folder.Copy("thanks.wav", "a/b/thanks.wav");
        File.WriteAllText(folder["a/notes.txt"], "not a recording");
        string[] expected = ["thank you very much", "please open the door"];
        foreach (string argument in new[] { folder["a"], folder["a/**/*.wav"] })
        {
            CommandResult result = BuiltCommand.Run("transcribe", argument, "--batch", "1");
            Assert.Equal(0, result.ExitCode);
            Assert.Equal(expected, result.Lines.Where(line => !line.StartsWith("==", StringComparison.Ordinal)));
        }

        Assert.Equal(["please open the door"], BuiltCommand.Run("transcribe", folder["a/d??r.wav"]).Lines);
        Assert.Equal(2, BuiltCommand.Run("transcribe", folder["a/*.mp3"]).ExitCode);
    }

    [Fact]
    public void Standard_input_is_read_as_wav_or_raw()
    {
        byte[] wav = File.ReadAllBytes(BuiltCommand.Sample("hello.wav"));
        Assert.Equal(Hello, BuiltCommand.Run(wav, null, "transcribe", "-").Output);
        Assert.Equal(Hello, BuiltCommand.Run(wav[44..], null, "transcribe", "-", "--raw", "16000").Output);
    }

    [Fact]
    public void Paths_may_hold_spaces_quotes_cyrillic_and_emoji()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Copy("hello.wav", "мои записи/it's \"fine\" 🎤.wav");
        string model = folder["модель 🎤 'x'"];
        Directory.CreateDirectory(model);
        foreach (string file in Directory.GetFiles(Repository.Path("models", "tiny-en", "onnx-asr")))
            File.Copy(file, Path.Combine(model, Path.GetFileName(file)));
        string output = folder["субтитры 🎤"];
        CommandResult result = BuiltCommand.Run("transcribe", path, "--model", model, "--output", output);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Equal(Hello, File.ReadAllText(Path.Combine(output, "it's \"fine\" 🎤.txt")));
    }

    [Fact]
    public void An_output_folder_gets_one_whole_file_for_each_recording()
    {
        using var folder = new TemporaryFolder();
        folder.Copy("door.wav");
        folder.Copy("hello.wav", "door.wave");
        CommandResult result = BuiltCommand.Run("transcribe", folder.Root, "--output", folder["out"], "--format", "vtt");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Output));
        Assert.Equal(["door.wav.vtt", "door.wave.vtt"], Directory.GetFiles(folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.StartsWith("WEBVTT\n\n00:00:", File.ReadAllText(folder["out/door.wav.vtt"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Boost_phrases_come_from_a_file_with_line_numbers_in_its_errors()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["good.txt"], "# names\nhello world\t2.5\n\nlazy dog\n");
        Assert.Equal(0, BuiltCommand.Run("transcribe", BuiltCommand.Sample("fox.wav"), "--boost", folder["good.txt"]).ExitCode);

        File.WriteAllText(folder["bad.txt"], "hello\nworld\theavy\n");
        CommandResult bad = BuiltCommand.Run("transcribe", BuiltCommand.Sample("fox.wav"), "--boost", folder["bad.txt"]);
        Assert.Equal(2, bad.ExitCode);
        Assert.Contains("line 2", bad.Error, StringComparison.Ordinal);

        File.WriteAllText(folder["foreign.txt"], "Привет\n");
        CommandResult foreign = BuiltCommand.Run("transcribe", BuiltCommand.Sample("fox.wav"), "--boost", folder["foreign.txt"]);
        Assert.Equal(2, foreign.ExitCode);
        Assert.Contains("Привет", foreign.Error, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(null)]
    [InlineData("silero_vad.onnx")]
    public void Noise_between_words_is_not_heard(string? detector)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(1);
        float[] noise = TestAudio.Noise(random, 8, 0.01f);
        TestAudio.WriteWav(folder["noisy.wav"], [.. noise, .. TestAudio.Read("hello.wav"), .. noise, .. TestAudio.Read("fox.wav"), .. noise]);
        string[] options = detector is null ? [] : ["--vad", SharedFiles.Path("models", "silero", detector)];
        CommandResult result = BuiltCommand.Run(["transcribe", folder["noisy.wav"], .. options]);
        Assert.Equal((0, "hello comma world period\nthe quick brown fox jumps over the lazy dog\n", string.Empty), (result.ExitCode, result.Output, result.Error));
        Assert.NotEqual(result.Output, BuiltCommand.Run("transcribe", folder["noisy.wav"], "--no-vad").Output); // tiny-en invents words
    }

    [Fact]
    public void A_recording_without_speech_is_an_empty_transcript_and_a_hint()
    {
        using var folder = new TemporaryFolder();
        TestAudio.WriteWav(folder["noise.wav"], TestAudio.Noise(new Random(2), 6, 0.01f));
        CommandResult result = BuiltCommand.Run("transcribe", folder["noise.wav"]);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains("--no-vad", result.Error, StringComparison.Ordinal);
        CommandResult several = BuiltCommand.Run("transcribe", folder["noise.wav"], BuiltCommand.Sample("hello.wav"));
        Assert.Equal(["== " + folder["noise.wav"], "== " + BuiltCommand.Sample("hello.wav"), Hello.TrimEnd()], several.Lines);
        Assert.Contains("noise.wav", Assert.Single(several.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
