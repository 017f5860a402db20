using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Swictation.Host.Tests.Live;
using Swictation.Stt.Audio;

namespace Swictation.Host.Tests;

public sealed class ListenTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly float[] Pause = new float[16000];

    private static readonly (string File, string Text)[] Talk =
    [
        ("hello.wav", "hello comma world period"), ("days.wav", "monday tuesday wednesday thursday friday"), ("door.wav", "please open the door"),
        ("digits.wav", "one two three four five six seven eight nine"), ("fox.wav", "the quick brown fox jumps over the lazy dog"),
    ];

    private static float[] TalkAudio => [.. Talk.SelectMany(static part => TestAudio.Read(part.File).Concat(Pause))];

    [Fact]
    public void Each_utterance_ends_with_its_final_line()
    {
        using var folder = new TemporaryFolder();
        TestAudio.WriteWav(folder["talk.wav"], TalkAudio);
        foreach (string[] arguments in new string[][] { ["--file", folder["talk.wav"]], [folder["talk.wav"], "--partials"] })
        {
            CommandResult result = BuiltCommand.Run(["listen", .. arguments]);
            Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
            Assert.Equal(Talk.Select(static part => part.Text), result.Lines.Where(static line => !line.StartsWith('~')));
        }
    }

    [Theory]
    [InlineData(16000, 1)]
    [InlineData(48000, 2)]
    [InlineData(44100, 6)]
    [InlineData(8000, 1)]
    public void Every_rate_and_number_of_channels_is_heard(int rate, int channels)
    {
        using var folder = new TemporaryFolder();
        float[] hello = TestAudio.Read("hello.wav");
        TestAudio.WriteWav(folder["16k.wav"], hello);
        float[] resampled = AudioReader.ReadAll(folder["16k.wav"], new AudioReaderOptions { SampleRate = rate });
        TestAudio.WriteWav(folder["hello.wav"], resampled, rate, channels);
        CommandResult result = BuiltCommand.Run("listen", "--file", folder["hello.wav"]);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        if (rate >= 16000)
            Assert.Equal(["hello comma world period"], result.Lines);
        else
            Assert.Contains("hello", Assert.Single(result.Lines), StringComparison.Ordinal); // half of the spectrum is gone, and some sounds with it
    }

    [Fact]
    public void Standard_input_may_come_in_pieces_of_any_size()
    {
        byte[] raw = [.. TestAudio.ToRaw(TalkAudio), 0x7f]; // half a sample at the end is dropped
        using Process process = BuiltCommand.Start(null, "listen", "--raw", "16000", "-");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        var random = new Random(3);
        for (int at = 0; at < raw.Length;)
        {
            int count = Math.Min(raw.Length - at, random.Next(1, 3000));
            process.StandardInput.BaseStream.Write(raw, at, count);
            process.StandardInput.BaseStream.Flush();
            at += count;
        }

        process.StandardInput.Close();
        CommandResult result = BuiltCommand.Finish(process, output, error);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Equal(Talk.Select(static part => part.Text), result.Lines);
    }

    [Fact]
    public void Json_events_keep_the_contract()
    {
        CommandResult result = BuiltCommand.Run(TestAudio.ToRaw(TalkAudio), null, "listen", "--raw", "16000", "--json");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        var finals = new List<string>();
        string stable = string.Empty;
        int utterance = -1;
        double position = 0;
        foreach (JsonElement happening in result.Lines.Select(static line => JsonDocument.Parse(line).RootElement))
        {
            string type = happening.GetProperty("type").GetString()!;
            if (happening.TryGetProperty("utterance", out JsonElement number))
            {
                utterance += type == "speech_started" ? 1 : 0;
                Assert.Equal(utterance, number.GetInt32());
            }

            switch (type)
            {
                case "speech_started":
                    stable = string.Empty;
                    break;
                case "partial":
                    string grown = happening.GetProperty("stable").GetString()!;
                    Assert.StartsWith(stable, grown, StringComparison.Ordinal);
                    Assert.Equal((grown + " " + happening.GetProperty("volatile").GetString()).Trim(), happening.GetProperty("text").GetString());
                    Assert.Equal(grown, Words(happening, static word => word.GetProperty("stable").GetBoolean()));
                    stable = grown;
                    break;
                case "final":
                    string text = happening.GetProperty("text").GetString()!;
                    Assert.StartsWith(stable, text, StringComparison.Ordinal);
                    Assert.Equal(text, Words(happening, static _ => true));
                    Assert.All(happening.GetProperty("words").EnumerateArray(), word => Assert.InRange(
                        word.GetProperty("start").GetDouble(), happening.GetProperty("start").GetDouble() - 0.001, happening.GetProperty("position").GetDouble()));
                    finals.Add(text);
                    break;
                case "level":
                    Assert.InRange(happening.GetProperty("rms").GetDouble(), -100, happening.GetProperty("peak").GetDouble());
                    Assert.InRange(happening.GetProperty("position").GetDouble(), position, TalkAudio.Length / 16000.0);
                    position = happening.GetProperty("position").GetDouble();
                    break;
                default:
                    Assert.Equal("speech_ended", type);
                    break;
            }
        }

        Assert.Equal(Talk.Select(static part => part.Text), finals);
        Assert.True(position > (TalkAudio.Length / 16000.0) - 0.2);
    }

    [Theory]
    [InlineData("--partials")]
    [InlineData("--json")]
    [InlineData(null)]
    public async Task Words_come_while_the_speaker_goes_on(string? option)
    {
        using Process process = BuiltCommand.Start(null, ["listen", "--raw", "16000", "-", .. option is null ? Array.Empty<string>() : [option]]);
        Task<string> error = process.StandardError.ReadToEndAsync();
        byte[] speech = TestAudio.ToRaw([.. TestAudio.Read("digits.wav").AsSpan(0, 50000), .. TestAudio.Read("digits.wav").AsSpan(8000, 40000)]);
        process.StandardInput.BaseStream.Write(speech);
        process.StandardInput.BaseStream.Flush();
        // The input is still open: what can be read was printed before its end.
        string early = await ReadUntil(process, "three").WaitAsync(Patience);
        Assert.DoesNotContain("\"final\"", early, StringComparison.Ordinal);
        process.StandardInput.BaseStream.Write(TestAudio.ToRaw(Pause));
        process.StandardInput.Close();
        CommandResult result = BuiltCommand.Finish(process, process.StandardOutput.ReadToEndAsync(), error);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        string whole = early + result.Output;
        if (option is null)
            Assert.StartsWith("one two three four five six", Assert.Single(whole.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task An_interruption_prints_what_was_heard(string signal)
    {
        Skip.If(OperatingSystem.IsWindows(), "The test sends a POSIX signal.");
        using Process process = BuiltCommand.Start(null, "listen", "--raw", "16000", "-", "--partials");
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(TestAudio.ToRaw(TestAudio.Read("digits.wav")));
        process.StandardInput.BaseStream.Flush();
        await ReadUntil(process, "four").WaitAsync(Patience);
        using (Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        CommandResult result = BuiltCommand.Finish(process, process.StandardOutput.ReadToEndAsync(), error);
        Assert.Equal((130, string.Empty), (result.ExitCode, result.Error));
        Assert.StartsWith("one two three four", result.Lines[^1], StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_closed_pipe_ends_the_run_with_1()
    {
        Skip.If(OperatingSystem.IsWindows(), "Closed pipes are told by the console there.");
        using Process process = BuiltCommand.Start(null, "listen", "--raw", "16000", "-");
        process.StandardOutput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(TestAudio.ToRaw([.. TestAudio.Read("hello.wav"), .. Pause]));
        process.StandardInput.BaseStream.Flush(); // and stays open: the command does not wait for its end
        CommandResult result = BuiltCommand.Finish(process, Task.FromResult(string.Empty), error);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Standard output", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_speech_gives_no_lines()
    {
        foreach (float[] audio in new float[][] { [], [0.5f], Pause, TestAudio.Noise(new Random(4), 5, 0.02f) })
        {
            CommandResult result = BuiltCommand.Run(TestAudio.ToRaw(audio), null, "listen", "--raw", "16000", "-");
            Assert.Equal((0, string.Empty, string.Empty), (result.ExitCode, result.Output, result.Error));
        }
    }

    [Fact]
    public void Clipped_speech_is_heard()
    {
        float[] loud = [.. TestAudio.Read("hello.wav").Select(static sample => 3 * sample)];
        CommandResult result = BuiltCommand.Run(TestAudio.ToRaw(loud), null, "listen", "--raw", "16000", "-");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Contains("world", Assert.Single(result.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_recording_is_named_and_ends_with_1()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["notes.wav"], "This is not a recording.");
        CommandResult result = BuiltCommand.Run("listen", "--file", folder["notes.wav"]);
        Assert.Equal((1, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains("notes.wav", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("xterm-256color")]
    [InlineData("dumb")]
    public void A_terminal_is_left_with_the_final_lines_only(string type)
    {
        Skip.IfNot(File.Exists("/usr/bin/script"), "There is no script program, which gives the command a terminal, here.");
        using var folder = new TemporaryFolder();
        TestAudio.WriteWav(folder["talk.wav"], TalkAudio);
        CommandResult result = BuiltCommand.Shell(
            $"SHELL=/bin/sh TERM={type} script -qec \"stty -onlcr; $SWICTATION listen --file '{folder["talk.wav"]}'\" /dev/null < /dev/null");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(type == "dumb", !result.Output.Contains('\e'));
        var screen = new Screen(80);
        screen.Write(result.Output);
        Assert.Equal(Talk.Select(static part => part.Text), screen.Text);
        Assert.False(screen.IsStyled);
    }

    private static string Words(JsonElement happening, Func<JsonElement, bool> which) =>
        string.Join(' ', happening.GetProperty("words").EnumerateArray().Where(which).Select(static word => word.GetProperty("text").GetString()));

    /// <summary>Reads as much as the command has printed until a word is in it.</summary>
    private static async Task<string> ReadUntil(Process process, string word)
    {
        var text = new System.Text.StringBuilder();
        var buffer = new char[256];
        while (!text.ToString().Contains(word, StringComparison.Ordinal))
        {
            int read = await process.StandardOutput.ReadAsync(buffer);
            Assert.True(read > 0, $"The output ended before \"{word}\": {text}");
            text.Append(buffer, 0, read);
        }

        return text.ToString();
    }
}
