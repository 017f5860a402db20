using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;

namespace Swictation.Stt.Whisper.Tests;

public sealed class WindowSlicerTests
{
    private const int Begin = 50364;
    private static readonly SpecialTokens Specials = new SpecialTokenCollector("vocab.json") { VocabularySize = 51865 }.Build(50257);

    [Fact]
    public void Segments_end_where_two_timestamps_meet_and_the_rest_is_decoded_again()
    {
        WindowSlices slices = Slice(1000, 3000, Begin, 1, 2, Begin + 100, Begin + 100, 3, Begin + 250, Begin + 260, 4, 5);
        Assert.Equal([(10.0, 12.0), (12.0, 15.0)], slices.Segments.Select(static s => (s.Start, s.End)));
        Assert.Equal([[Begin, 1, 2, Begin + 100], [Begin + 100, 3, Begin + 250]], slices.Segments.Select(static s => s.Tokens));
        Assert.Equal([0, 4], slices.Segments.Select(static s => s.FirstToken));
        Assert.Equal(1000 + 500, slices.NextSeek);
        Assert.False(slices.EndsWithSingleTimestamp);
    }

    [Fact]
    public void Text_with_one_timestamp_after_it_ends_the_window()
    {
        WindowSlices slices = Slice(0, 3000, Begin, 1, Begin + 100, Begin + 120, 3, Begin + 250);
        Assert.Equal([(0, 2), (2.4, 5)], slices.Segments.Select(static s => (s.Start, s.End)));
        Assert.Equal(3000, slices.NextSeek);
        Assert.True(slices.EndsWithSingleTimestamp);
    }

    [Theory]
    [InlineData(8.0, Begin, 1, 2)] // no timestamp but 0.00: the whole window
    [InlineData(8.0, 1, 2)]
    [InlineData(8.0)]
    [InlineData(4.0, Begin, 1, Begin + 200)]
    [InlineData(1.0, Begin + 50, 1)]
    public void A_window_without_a_pair_is_one_segment(double end, params int[] tokens)
    {
        WindowSlices slices = Slice(0, 800, tokens);
        WindowSegment segment = Assert.Single(slices.Segments);
        Assert.Equal((0, end), (segment.Start, segment.End));
        Assert.Equal(tokens, segment.Tokens);
        Assert.Equal(800, slices.NextSeek);
    }

    [Fact]
    public void A_pair_of_zeros_does_not_stop_the_recording() => Assert.Equal(3000, Slice(0, 3000, Begin, Begin, 5).NextSeek);

    [Fact]
    public void Text_of_a_prefix_before_the_first_timestamp_starts_with_the_window()
    {
        WindowSlices slices = Slice(100, 3000, 7, 8, Begin + 50, Begin + 50, 9, Begin + 80, Begin + 80);
        Assert.Equal([(1.0, 2.0), (2.0, 2.6)], slices.Segments.Select(static s => (s.Start, s.End)));
    }

    [Property(MaxTest = 500)]
    public void No_token_is_lost_but_the_unfinished_tail_which_is_decoded_again(PositiveInt seed)
    {
        var random = new System.Random(seed.Get);
        var window = new SeekWindow(random.Next(100000), random.Next(1, 3001));
        int[] tokens = RandomTokens.Of(random);
        WindowSlices slices = WindowSlicer.Slice(tokens, Specials, window);
        int[] kept = [.. slices.Segments.SelectMany(static segment => segment.Tokens)];
        Assert.Equal(tokens[..kept.Length], kept);
        Assert.True(slices.NextSeek > window.Seek);
        int[] tail = tokens[kept.Length..];
        if (tail.Length > 0)
        {
            // The tail begins with the second timestamp of a pair; the next window starts at the first, which is not behind it.
            Assert.True(Specials.IsTimestamp(tail[0]));
            Assert.True(slices.NextSeek <= window.Seek + (2 * (tail[0] - Begin)));
        }
        else
        {
            Assert.Equal(window.EndFrame, slices.NextSeek);
        }

        for (int i = 0; i < slices.Segments.Count; i++)
        {
            Assert.True(slices.Segments[i].Start <= slices.Segments[i].End);
            Assert.True(i == 0 || slices.Segments[i - 1].End <= slices.Segments[i].Start);
            Assert.Equal(slices.Segments[i].Tokens, tokens[slices.Segments[i].FirstToken..][..slices.Segments[i].Tokens.Length]);
        }
    }

    [SkippableFact]
    public void Segments_of_the_oracle_follow_from_their_tokens_and_seeks()
    {
        using JsonDocument oracle = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Path("oracles", "whisper", "random.json")));
        int recordings = 0;
        foreach (JsonElement entry in oracle.RootElement.EnumerateArray())
        {
            if (!entry.TryGetProperty("segments", out JsonElement segments))
                continue;
            recordings++;
            int content = (int)((new FileInfo(SharedFiles.Path("audio", entry.GetProperty("audio").GetString()!)).Length - 44) / 2 / 160);
            Replay(segments, content);
        }

        Assert.Equal(9, recordings);
    }

    /// <summary>
    /// Takes each window's segments as what was decoded, with a timestamp after the last as their tail: the slices are the segments, and
    /// the seek is that of the next window.
    /// </summary>
    private static void Replay(JsonElement segments, int content)
    {
        IGrouping<int, JsonElement>[] windows = [.. segments.EnumerateArray().GroupBy(static segment => segment.GetProperty("seek").GetInt32())];
        for (int i = 0; i < windows.Length; i++)
        {
            var window = new SeekWindow(windows[i].Key, Math.Min(3000, content - windows[i].Key));
            int[] tokens = [.. windows[i].SelectMany(static segment => segment.GetProperty("tokens").EnumerateArray().Select(static token => token.GetInt32()))];
            if (Specials.IsTimestamp(tokens[^1]))
                tokens = [.. tokens, tokens[^1]];
            WindowSlices slices = WindowSlicer.Slice(tokens, Specials, window);
            Assert.Equal(
                windows[i].Select(static segment => (segment.GetProperty("start").GetDouble(), segment.GetProperty("end").GetDouble())),
                slices.Segments.Select(static segment => (segment.Start, segment.End)));
            if (i + 1 < windows.Length)
                Assert.Equal(windows[i + 1].Key, slices.NextSeek);
            else
                Assert.True(slices.NextSeek >= content);
        }
    }

    private static WindowSlices Slice(int seek, int frames, params int[] tokens) => WindowSlicer.Slice(tokens, Specials, new SeekWindow(seek, frames));
}
