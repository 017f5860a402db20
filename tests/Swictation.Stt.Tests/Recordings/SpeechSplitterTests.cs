using FsCheck.Xunit;

namespace Swictation.Stt.Tests.Recordings;

public sealed class SpeechSplitterTests
{
    private const int Window = ProbabilityDetector.Window;

    // In windows: silence of 20 is left out, 4 stay on each side, pieces from 40 on are cut, 200 is the limit.
    private static readonly SpeechSplitterSettings Settings = new(0.5f, 0.35f, 20 * Window, 4 * Window, 40 * Window, 200 * Window);

    public static TheoryData<string, string> Scripts() => new()
    {
        { "", "" },
        { "_100", "" }, // silence
        { "#10", "0-10" },
        { "_5 #10 _5", "0-20" }, // short silences at the edges stay
        { "_30 #10 _30", "26-44" }, // long ones leave their padding
        { "_30 #10 _19", "26-59" },
        { "_30 #8 _19 #3 _30", "26-64" }, // a short silence inside stays
        { "_30 #10 _20 #10 _30", "26-44 56-74" }, // a long one does not
        { "_30 ~10 _30", "" }, // what is not clearly speech does not begin a piece
        { "_30 #2 _30", "" }, // nor does a click
        { "_30 #10 _10 #1 _30", "26-55" }, // inside of a piece even one window is speech
        { "_30 #1 ~10 _30", "26-45" }, // but goes on with one
        { "#36 _4 #20", "0-38 38-60" }, // too long: cut in the middle of the pause
        { "#15 _3 #10 _6 #10 _3 #10", "0-31 31-57" }, // the longest pause of the last two thirds
        { "#5 _3 #60", "0-6 6-68" }, // an early pause, where there is no other
        { "#60 _4 #20", "0-61 61-84" }, // a late pause, where there is no other: as soon as it is one
        { "#50 _2 #20", "0-72" }, // too short to be a pause
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Pieces_are_cut_at_silence(string script, string expected)
    {
        float[] audio = ProbabilityDetector.Audio(Parse(script));
        Assert.Equal(expected, string.Join(' ', Split(audio, audio.Length + 1).Select(static piece => $"{piece.Start / Window}-{(piece.Start + piece.Samples.Length) / Window}")));
    }

    [Fact]
    public void Speech_without_a_pause_is_cut_where_it_is_quietest_at_the_limit()
    {
        float[] audio = ProbabilityDetector.Audio(Parse("#300"));
        audio.AsSpan((150 * Window) + 1, Window - 1).Fill(0.01f);
        List<(long Start, float[] Samples)> pieces = Split(audio, 4096);
        Assert.Equal([0L, (150 * Window) + (Window / 2)], pieces.Select(static piece => piece.Start));
        Assert.Equal(audio, pieces.SelectMany(static piece => piece.Samples));
    }

    [Property]
    public void Nothing_that_is_speech_is_lost_or_comes_twice_whatever_the_blocks(byte[] loudness, ushort block, ushort tail)
    {
        float[] audio = [.. ProbabilityDetector.Audio((loudness ?? []).SelectMany(static value => Enumerable.Repeat(value % 3 / 2f, 3 + (value / 8)))), .. new float[tail % Window]];
        List<(long Start, float[] Samples)> pieces = Split(audio, 1 + (block % 5000));
        long end = 0;
        var covered = new bool[audio.Length];
        foreach ((long start, float[] samples) in pieces)
        {
            Assert.True(start >= end && samples.Length > 0);
            Assert.Equal(audio[(int)start..(int)(start + samples.Length)], samples);
            covered.AsSpan((int)start, samples.Length).Fill(true);
            end = start + samples.Length;
        }

        for (int i = 0; i + Window <= audio.Length; i += Window)
            Assert.True(audio[i] < 1 || !covered.AsSpan(i, Window).Contains(false));
        Assert.Equal(Split(audio, audio.Length + 1).Select(static piece => piece.Start), pieces.Select(static piece => piece.Start));
    }

    [Theory]
    [InlineData(1f, 1f)]
    [InlineData(0.1f, 1f)]
    [InlineData(0.01f, 10f)]
    [InlineData(0.002f, 50f)]
    [InlineData(0.0001f, 100f)]
    public void Quiet_audio_is_made_louder_for_the_detector(float peak, float expected)
    {
        var gain = new DetectorGain(Window);
        float[] window = [peak, .. new float[Window - 1]];
        var heard = new float[Window];
        Assert.True(gain.Apply(window, heard));
        Assert.Equal(peak * expected, heard[0], 1e-5f);
    }

    [Fact]
    public void Digital_silence_is_not_listened_to_once_it_lasts_and_gain_follows_the_last_ten_seconds()
    {
        var gain = new DetectorGain(Window);
        var heard = new float[Window];
        Assert.False(gain.Apply(new float[Window], heard));
        float[] loud = [.. Enumerable.Repeat(1f, Window)];
        float[] soft = [.. Enumerable.Repeat(0.01f, Window)];
        Assert.True(gain.Apply(loud, heard));
        Assert.True(gain.Apply(soft, heard));
        Assert.Equal(0.01f, heard[0]);
        for (int i = 0; i < 10 * 16000 / Window; i++)
            gain.Apply(soft, heard);
        Assert.Equal(0.1f, heard[0], 1e-5f);
        for (int i = 0; i < 10 * 16000 / Window; i++)
            Assert.True(gain.Apply(new float[Window], heard) || i + 1 == 10 * 16000 / Window);
        Assert.False(gain.Apply(new float[Window], heard));
    }

    private static List<(long Start, float[] Samples)> Split(float[] audio, int block)
    {
        var pieces = new List<(long, float[])>();
        var splitter = new SpeechSplitter(new ProbabilityDetector(), Settings, (start, samples) => pieces.Add((start, samples.ToArray())));
        for (int i = 0; i < audio.Length; i += block)
            splitter.Push(audio.AsSpan(i, Math.Min(block, audio.Length - i)));
        splitter.Complete();
        Assert.Equal(audio.Length, splitter.Position);
        return pieces;
    }

    /// <summary>Reads windows of silence (_), of speech (#) and of neither (~).</summary>
    private static IEnumerable<float> Parse(string script) =>
        script.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(static part => Enumerable.Repeat(part[0] switch { '#' => 1f, '~' => 0.4f, _ => 0f }, int.Parse(part[1..], null)));
}
