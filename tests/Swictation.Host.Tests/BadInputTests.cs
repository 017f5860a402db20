using System.Diagnostics;

namespace Swictation.Host.Tests;

public sealed class BadInputTests
{
    public static TheoryData<string, string> BadArguments() => new()
    {
        { "transcribe", "FILE" },
        { "transcribe x.wav --format docx", "docx" },
        { "transcribe x.wav --threads -1", "--threads" },
        { "transcribe x.wav --threads many", "many" },
        { "transcribe x.wav --batch 0", "--batch" },
        { "transcribe x.wav --raw 16000", "--raw" },
        { "transcribe - --raw 5", "--raw" },
        { "transcribe x.wav --provider abacus", "abacus" },
        { "transcribe x.wav --model no-such-model", "no-such-model" },
        { "transcribe x.wav --boost no-such-file", "no-such-file" },
        { "transcribe - -", "once" },
        { "transcribe a.wav b.wav --format srt", "--output" },
        { "transcribe x.wav --frobnicate", "--frobnicate" },
        { "transcribe x.wav --no-vad --threshold 0.5", "--no-vad" },
        { "transcribe x.wav --vad no-such-vad", "no-such-vad" },
        { "listen", "arecord" },
        { "listen --file x.wav", "x.wav" },
        { "listen --file x.wav -", "x.wav" },
        { "listen --file x.wav --raw 16000", "--raw" },
        { "listen --file .", "folder" },
        { "listen - --realtime", "--realtime" },
        { "listen --raw 7999 -", "8000" },
        { "listen --raw fast -", "fast" },
        { "listen --raw 16000 - --threshold 1.5", "0.99" },
        { "listen --raw 16000 - --threshold NaN", "NaN" },
        { "listen --raw 16000 - --threshold 0,5", "0,5" },
        { "listen --raw 16000 - --min-silence 0", "0.05" },
        { "listen --raw 16000 - --max-utterance 0.5", "600" },
        { "listen --raw 16000 - --pre-roll -1", "--pre-roll" },
        { "listen --raw 16000 - --vad no-such-vad", "no-such-vad" },
        { "listen --raw 16000 - --vad ..", "vad" },
        { "listen --raw 16000 - --model no-such-model", "no-such-model" },
        { "listen --raw 16000 - --boost no-such-file", "no-such-file" },
        { "listen --raw 16000 - --json --partials", "--partials" },
        { "listen --frobnicate", "--frobnicate" },
        { "frobnicate", "frobnicate" },
    };

    [Theory]
    [MemberData(nameof(BadArguments))]
    public void Wrong_arguments_end_with_2_and_say_which(string line, string expected)
    {
        CommandResult result = BuiltCommand.Run(line.Split(' '));
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        AssertNoCrash(result);
    }

    [Fact]
    public void One_bad_recording_does_not_stop_the_others()
    {
        using var folder = new TemporaryFolder();
        string text = folder["text.wav"];
        File.WriteAllText(text, "This is not a recording.");
        string empty = folder["empty.wav"];
        File.WriteAllBytes(empty, []);
        string headerOnly = folder["header.wav"];
        byte[] hello = File.ReadAllBytes(BuiltCommand.Sample("hello.wav"));
        File.WriteAllBytes(headerOnly, [.. hello[..40], 0, 0, 0, 0]);
        string missing = folder["missing.wav"];
        CommandResult result = BuiltCommand.Run("transcribe", text, BuiltCommand.Sample("door.wav"), empty, missing, headerOnly, folder.Copy("hello.wav"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("please open the door", result.Output, StringComparison.Ordinal);
        Assert.Contains("hello comma world period", result.Output, StringComparison.Ordinal);
        foreach (string path in new[] { text, empty, missing })
            Assert.Contains(path, result.Error, StringComparison.Ordinal);
        Assert.Contains("== " + headerOnly, result.Output, StringComparison.Ordinal); // nothing was said in it, which is no error
        AssertNoCrash(result);
    }

    [Theory]
    [InlineData(22, 0, 0)] // channels
    [InlineData(22, 44, 1)]
    [InlineData(24, 0, 0)] // sample rate
    public void Impossible_headers_are_refused(int offset, byte low, byte high)
    {
        using var folder = new TemporaryFolder();
        byte[] wav = File.ReadAllBytes(BuiltCommand.Sample("hello.wav"));
        (wav[offset], wav[offset + 1]) = (low, high);
        File.WriteAllBytes(folder["bad.wav"], wav);
        CommandResult result = BuiltCommand.Run("transcribe", folder["bad.wav"]);
        Assert.Equal((1, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains("bad.wav", result.Error, StringComparison.Ordinal);
        AssertNoCrash(result);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Samples_that_are_not_numbers_are_refused(float sample)
    {
        using var folder = new TemporaryFolder();
        using (var writer = new BinaryWriter(File.Create(folder["nan.wav"])))
        {
            writer.Write("RIFF"u8);
            writer.Write(36 + 64000);
            writer.Write("WAVEfmt "u8);
            writer.Write(16);
            writer.Write((short)3);
            writer.Write((short)1);
            writer.Write(16000);
            writer.Write(64000);
            writer.Write((short)4);
            writer.Write((short)32);
            writer.Write("data"u8);
            writer.Write(64000);
            for (int i = 0; i < 16000; i++)
                writer.Write(i == 8000 ? sample : 0.01f);
        }

        CommandResult result = BuiltCommand.Run("transcribe", folder["nan.wav"]);
        Assert.Equal((1, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains("nan.wav", result.Error, StringComparison.Ordinal);
        Assert.Contains("8000", result.Error, StringComparison.Ordinal);
        AssertNoCrash(result);
    }

    [Fact]
    public void A_recording_cut_short_is_read_to_its_end_and_said_to_be_cut()
    {
        using var folder = new TemporaryFolder();
        byte[] wav = File.ReadAllBytes(BuiltCommand.Sample("hello.wav"));
        File.WriteAllBytes(folder["cut.wav"], wav[..^3201]);
        CommandResult result = BuiltCommand.Run("transcribe", folder["cut.wav"]);
        Assert.Equal((0, "hello comma world period\n"), (result.ExitCode, result.Output));
        Assert.Contains("cut.wav", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("encoder-model.onnx")]
    [InlineData("decoder_joint-model.onnx")]
    [InlineData("vocab.txt")]
    public void Damaged_models_are_named_and_end_with_2(string damaged)
    {
        using var folder = new TemporaryFolder();
        foreach (string file in Directory.GetFiles(Repository.Path("models", "tiny-en", "onnx-asr")))
            File.Copy(file, folder[Path.GetFileName(file)]);
        byte[] bytes = File.ReadAllBytes(folder[damaged]);
        foreach (Action damage in new Action[]
        {
            () => File.WriteAllBytes(folder[damaged], bytes[..(bytes.Length / 2)]),
            () => File.WriteAllBytes(folder[damaged], []),
            () => File.WriteAllText(folder[damaged], "<html>404 Not Found</html>"),
            () => File.Delete(folder[damaged]),
        })
        {
            damage();
            CommandResult result = BuiltCommand.Run("transcribe", BuiltCommand.Sample("hello.wav"), "--model", folder.Root);
            Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
            Assert.Contains(damaged, result.Error, StringComparison.Ordinal);
            AssertNoCrash(result);
        }
    }

    [Fact]
    public void Ten_hours_of_silence_are_an_empty_transcript()
    {
        using var folder = new TemporaryFolder();
        const uint Bytes = 10u * 3600 * 16000 * 2;
        using (FileStream file = File.Create(folder["silence.wav"]))
        {
            byte[] header = File.ReadAllBytes(BuiltCommand.Sample("hello.wav"))[..44];
            BitConverter.TryWriteBytes(header.AsSpan(4), Bytes + 36);
            BitConverter.TryWriteBytes(header.AsSpan(40), Bytes);
            file.Write(header);
            file.SetLength(44L + Bytes); // a sparse file: no disk is used
        }

        CommandResult result = BuiltCommand.Run("transcribe", folder["silence.wav"]);
        Assert.Equal((0, string.Empty, string.Empty), (result.ExitCode, result.Output, result.Error));
    }

    [SkippableFact]
    public void A_full_disk_leaves_no_partial_transcript()
    {
        using var disk = new SmallDisk("size=8k");
        CommandResult result = BuiltCommand.Run(
            ["transcribe", BuiltCommand.Sample("months.wav"), BuiltCommand.Sample("fox.wav"), BuiltCommand.Sample("door.wav"), BuiltCommand.Sample("digits.wav"), "--format", "json", "--words", "--output", disk.Root]);
        Assert.Equal(1, result.ExitCode);
        string[] left = [.. Directory.GetFiles(disk.Root).Select(path => Path.GetFileName(path)!)];
        Assert.All(left, name => Assert.EndsWith(".json", name, StringComparison.Ordinal));
        Assert.All(left, name => Assert.EndsWith("}\n", File.ReadAllText(Path.Combine(disk.Root, name)), StringComparison.Ordinal));
        Assert.True(left.Length < 4);
        AssertNoCrash(result);
    }

    [SkippableFact]
    public void A_read_only_output_folder_is_refused_before_any_work()
    {
        using var disk = new SmallDisk("ro,size=64k");
        CommandResult result = BuiltCommand.Run("transcribe", BuiltCommand.Sample("fox.wav"), "--output", disk.Root);
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains(disk.Root, result.Error, StringComparison.Ordinal);
        AssertNoCrash(result);
    }

    [SkippableFact]
    public void A_full_standard_output_is_an_error()
    {
        Skip.IfNot(File.Exists("/dev/full"), "There is no /dev/full here.");
        CommandResult result = BuiltCommand.Shell($"$SWICTATION transcribe '{BuiltCommand.Sample("hello.wav")}' > /dev/full");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Standard output", result.Error, StringComparison.Ordinal);
        AssertNoCrash(result);
    }

    [SkippableFact]
    public void Output_is_appended_where_others_have_written_before()
    {
        Skip.If(OperatingSystem.IsWindows(), "The test needs a POSIX shell.");
        using var folder = new TemporaryFolder();
        string sample = BuiltCommand.Sample("hello.wav");
        BuiltCommand.Shell($"{{ echo before; $SWICTATION transcribe '{sample}'; echo after; }} > '{folder["out.txt"]}'");
        Assert.Equal("before\nhello comma world period\nafter\n", File.ReadAllText(folder["out.txt"]));
    }

    [SkippableFact]
    public void A_closed_pipe_ends_the_run_with_1()
    {
        Skip.If(OperatingSystem.IsWindows(), "Closed pipes are told by the console there.");
        using Process process = BuiltCommand.Start(null, "transcribe", "-", "--raw", "16000");
        process.StandardOutput.Close(); // before the command can have written anything: its input is still open
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(File.ReadAllBytes(BuiltCommand.Sample("hello.wav")).AsSpan(44));
        process.StandardInput.Close();
        CommandResult result = BuiltCommand.Finish(process, Task.FromResult(string.Empty), error);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Standard output", result.Error, StringComparison.Ordinal);
        AssertNoCrash(result);
    }

    [SkippableFact]
    public void An_interruption_keeps_what_is_done()
    {
        Skip.If(OperatingSystem.IsWindows(), "The test sends a POSIX signal.");
        using Process process = BuiltCommand.Start(null, "transcribe", BuiltCommand.Sample("door.wav"), "-", "--raw", "16000", "--batch", "1");
        Assert.StartsWith("==", process.StandardOutput.ReadLine(), StringComparison.Ordinal);
        Assert.Equal("please open the door", process.StandardOutput.ReadLine());
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        CommandResult result = BuiltCommand.Finish(process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Assert.Equal((130, string.Empty), (result.ExitCode, result.Output));
        AssertNoCrash(result);
    }

    [Fact]
    public void Without_ffmpeg_a_compressed_recording_says_how_to_get_it()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["song.mp3"], [0xFF, 0xFB, 0x90, 0x64, .. new byte[2000]]);
        var environment = new Dictionary<string, string?> { ["SWICTATION_FFMPEG"] = folder["no-ffmpeg"] };
        CommandResult result = BuiltCommand.Run(null, environment, "transcribe", folder["song.mp3"]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("ffmpeg", result.Error, StringComparison.OrdinalIgnoreCase);
        AssertNoCrash(result);
    }

    [Fact]
    public void A_missing_runtime_library_says_how_to_get_it()
    {
        var environment = new Dictionary<string, string?> { ["SWICTATION_ONNXRUNTIME"] = "/no/such/libonnxruntime.so" };
        CommandResult result = BuiltCommand.Run(null, environment, "transcribe", BuiltCommand.Sample("hello.wav"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("/no/such/libonnxruntime.so", result.Error, StringComparison.Ordinal);
        Assert.Contains("Microsoft.ML.OnnxRuntime", result.Error, StringComparison.Ordinal);
        AssertNoCrash(result);
    }

    private static void AssertNoCrash(CommandResult result)
    {
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", result.Error, StringComparison.Ordinal);
        Assert.True(result.ExitCode < 134, $"exit code {result.ExitCode}");
    }
}
