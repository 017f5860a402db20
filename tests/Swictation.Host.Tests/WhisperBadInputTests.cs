namespace Swictation.Host.Tests;

public sealed class WhisperBadInputTests
{
    private static string Hello => BuiltCommand.Sample("hello.wav");

    [SkippableTheory]
    [InlineData("optimum", "encoder_model.onnx")]
    [InlineData("optimum", "decoder_model_merged.onnx")]
    [InlineData("optimum", "config.json")]
    [InlineData("optimum", "generation_config.json", false)]
    [InlineData("optimum", "vocab.json")]
    [InlineData("optimum", "added_tokens.json", false)]
    [InlineData("sherpa", "tiny-encoder.onnx")]
    [InlineData("sherpa", "tiny-decoder.onnx")]
    [InlineData("sherpa", "tiny-tokens.txt")]
    public void A_file_that_is_missing_or_cut_short_is_named(string layout, string file, bool isNeeded = true)
    {
        using var folder = new TemporaryFolder();
        string[] without = file == "decoder_model_merged.onnx" ? [file, "decoder_model.onnx", "decoder_with_past_model.onnx"] : [file];
        WhisperModels.Link(folder, layout, without);
        if (isNeeded)
            AssertRefused(Path.GetFileNameWithoutExtension(file), "transcribe", Hello, "--model", folder.Root);
        byte[] bytes = File.ReadAllBytes(Path.Combine(WhisperModels.Path(layout), file));
        File.WriteAllBytes(folder[file], bytes[..(bytes.Length / 2)]);
        AssertRefused(folder[file], "transcribe", Hello, "--model", folder.Root);
    }

    [SkippableTheory]
    [InlineData("optimum", "encoder_model.onnx", "decoder_model_merged.onnx")]
    [InlineData("sherpa", "tiny-decoder.onnx", "tiny-encoder.onnx")]
    public void Graphs_in_each_others_places_are_named(string layout, string first, string second)
    {
        using var folder = new TemporaryFolder();
        WhisperModels.Link(folder, layout, first, second);
        File.CreateSymbolicLink(folder[first], Path.Combine(WhisperModels.Path(layout), second));
        File.CreateSymbolicLink(folder[second], Path.Combine(WhisperModels.Path(layout), first));
        AssertRefused(folder.Root, "transcribe", Hello, "--model", folder.Root);
    }

    [SkippableFact]
    public void A_vocabulary_that_does_not_match_the_decoder_is_named()
    {
        using var folder = new TemporaryFolder();
        WhisperModels.Link(folder, "sherpa", "tiny-tokens.txt");
        File.WriteAllLines(folder["tiny-tokens.txt"], File.ReadLines(Path.Combine(WhisperModels.Path("sherpa"), "tiny-tokens.txt")).SkipLast(1));
        AssertRefused(folder["tiny-tokens.txt"], "transcribe", Hello, "--model", folder.Root);
        File.WriteAllText(folder["tiny-tokens.txt"], string.Empty);
        AssertRefused(folder["tiny-tokens.txt"], "transcribe", Hello, "--model", folder.Root);

        using var optimum = new TemporaryFolder();
        WhisperModels.Link(optimum, "optimum", "config.json");
        string config = File.ReadAllText(Path.Combine(WhisperModels.Path("optimum"), "config.json"));
        File.WriteAllText(optimum["config.json"], config.Replace("51865", "51866", StringComparison.Ordinal));
        AssertRefused("51866", "transcribe", Hello, "--model", optimum.Root);
    }

    [SkippableTheory]
    [InlineData("--language klingon", "klingon")]
    [InlineData("--language xx-DE", "xx-DE")]
    [InlineData("--suppress-tokens 51865", "51864")]
    [InlineData("--hallucination-silence 2", "cross-attention")]
    [InlineData("--boost {0}", "--hotwords")]
    [InlineData("--engine parakeet", "no Parakeet model")]
    public void What_the_model_cannot_do_ends_with_2_and_says_what_it_can(string options, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["boost.txt"], "fox\n");
        string[] arguments = [.. options.Split(' ').Select(option => option.Replace("{0}", folder["boost.txt"], StringComparison.Ordinal))];
        AssertRefused(expected, ["transcribe", Hello, "--model", WhisperModels.Path("sherpa"), .. arguments]);
        AssertRefused(expected, ["listen", "--file", Hello, "--model", WhisperModels.Path("sherpa"), .. arguments]);
    }

    [SkippableTheory]
    [InlineData("--prompt")]
    [InlineData("--prefix")]
    public void More_than_448_tokens_of_prompt_are_counted(string option)
    {
        string text = string.Concat(Enumerable.Repeat("word ", 449));
        AssertRefused("449 tokens where the decoder's context has 448", "transcribe", Hello, "--model", WhisperModels.Path("sherpa"), option, text);
        CommandResult fits = BuiltCommand.Run(["transcribe", Hello, "--model", WhisperModels.Path("sherpa"), option, text[..^5], .. WhisperModels.Short]);
        Assert.Equal((0, string.Empty), (fits.ExitCode, fits.Error));
    }

    [SkippableFact]
    public void An_English_only_model_neither_translates_nor_knows_other_languages()
    {
        using var folder = new TemporaryFolder();
        string model = WhisperModels.EnglishOnly(folder);
        AssertRefused("English-only model cannot translate", "transcribe", Hello, "--model", model, "--translate");
        AssertRefused("English-only model cannot transcribe \"de\"", "transcribe", Hello, "--model", model, "--language", "de");
        CommandResult english = BuiltCommand.Run(["transcribe", Hello, "--model", model, "--language", "en-GB", "--format", "json", .. WhisperModels.Short]);
        Assert.Equal((0, string.Empty), (english.ExitCode, english.Error));
        Assert.Contains("\"language\":\"en\",\"duration\"", english.Output, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> WrongArguments() => new()
    {
        { "transcribe x.wav --engine abacus", "abacus" },
        { "transcribe x.wav --engine 2", "--engine 2" },
        { "transcribe x.wav --language", "--language" },
        { "transcribe x.wav --task", "--task" },
        { "transcribe x.wav --engine", "--engine" },
        { "transcribe x.wav --temperature", "--temperature" },
        { "transcribe x.wav --suppress-tokens", "--suppress-tokens" },
        { "transcribe x.wav --no-vad --clip", "--clip" },
        { "transcribe x.wav --beam", "--beam" },
        { "transcribe x.wav --fallback", "--fallback" },
        { "listen --file", "--file" },
        { "listen --file {0} --final", "--final" },
        { "transcribe x.wav --task dictate", "dictate" },
        { "transcribe x.wav --task transcribe --translate", "contradict" },
        { "transcribe x.wav --beam 0", "--beam" },
        { "transcribe x.wav --beam 33", "from 1 to 32" },
        { "transcribe x.wav --temperature 0,hot", "0,hot" },
        { "transcribe x.wav --temperature 2.1", "from 0 to 2" },
        { "transcribe x.wav --temperature NaN", "NaN" },
        { "transcribe x.wav --best-of 0", "--best-of" },
        { "transcribe x.wav --no-speech-threshold 1.5", "from 0 to 1" },
        { "transcribe x.wav --max-tokens 449", "from 1 to 448" },
        { "transcribe x.wav --suppress-tokens 1,b", "1,b" },
        { "transcribe x.wav --clip 1-2", "--no-vad" },
        { "transcribe x.wav --no-vad --clip 2-1", "2-1" },
        { "transcribe x.wav --no-vad --clip -5", "-5" },
        { "transcribe x.wav --min-confidence 0.5", "--fallback" },
        { "transcribe x.wav --fallback tiny-en --min-confidence 2", "from 0 to 1" },
        { "transcribe x.wav --fallback no-such-model", "no-such-model" },
        { "transcribe x.wav --final tiny-en", "--final" },
        { "transcribe x.wav --beam 5", "only Whisper models" },
        { "transcribe x.wav --no-vad --clip 1-2", "--clip: only Whisper models" },
        { "transcribe x.wav --translate", "do not translate" },
        { "transcribe x.wav --language de", "does not know the language \"de\"" },
        { "transcribe x.wav --engine whisper", "no Whisper model" },
        { "listen --file {0} --fallback tiny-en --final tiny-en", "give one" },
        { "listen --file {0} --prompt x", "--prompt: only Whisper models" },
        { "listen --file {0} --final no-such-model", "no-such-model" },
        { "listen --file {0} --language de", "\"de\"" },
    };

    [Theory]
    [MemberData(nameof(WrongArguments))]
    public void Wrong_arguments_end_with_2_and_say_which(string line, string expected) =>
        AssertRefused(expected, [.. line.Split(' ').Select(static part => part.Replace("{0}", Hello, StringComparison.Ordinal))]);

    private static void AssertRefused(string expected, params string[] arguments)
    {
        CommandResult result = BuiltCommand.Run(arguments);
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.StartsWith("swictation: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", result.Error, StringComparison.Ordinal);
    }
}
