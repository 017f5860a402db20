using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck.Xunit;
using Swictation.Stt.Formats;

namespace Swictation.Stt.Tests.Formats;

public sealed partial class TranscriptWriterTests
{
    private static string Write(Transcription transcription, TranscriptFormat format, TranscriptFormatOptions? options = null)
    {
        using var writer = new StringWriter();
        TranscriptWriter.Write(writer, transcription, format, options);
        return writer.ToString();
    }

    [Fact]
    public void Text_has_a_line_for_each_segment()
    {
        Assert.Equal("hello world.\nhow are you?\n", Write(TestTranscriptions.Of("hello world.", "how are you?"), TranscriptFormat.Text));
        Assert.Equal(string.Empty, Write(Transcription.Empty(TimeSpan.FromSeconds(3)), TranscriptFormat.Text));
    }

    [Fact]
    public void Json_says_which_engine_spoke_what_was_detected_and_what_was_estimated()
    {
        Transcription plain = TestTranscriptions.Of("hello");
        Assert.DoesNotContain("engine", Write(plain, TranscriptFormat.Json), StringComparison.Ordinal);
        TranscriptionSegment segment = plain.Segments[0];
        Transcription said = plain with
        {
            ModelId = "second",
            Language = "de",
            LanguageProbability = 0.93f,
            EngineChoice = new EngineChoice { Engine = EngineRole.Fallback, Reason = EngineChoiceReason.LanguageNotSupported, Explanation = "because" },
            Segments = [segment with { Decoding = new SegmentDecoding(0.2f, -0.5f, 1.5f, 0.125f), Words = [segment.Words[0] with { TimesAreInterpolated = true }] }],
        };
        string json = Write(said, TranscriptFormat.Json, new() { Model = "both", Words = true });
        Assert.StartsWith(
            """{"model":"second","engine":"fallback","engine_reason":"language_not_supported","engine_explanation":"because","text":"hello","language":"de","language_probability":0.93,""", json, StringComparison.Ordinal);
        Assert.Contains(""","temperature":0.2,"avg_logprob":-0.5,"compression_ratio":1.5,"no_speech_prob":0.125,""", json, StringComparison.Ordinal);
        Assert.Contains(""","confidence":0.5,"interpolated":true}""", json, StringComparison.Ordinal);
        Transcription nothing = plain with { Segments = [segment with { Decoding = new SegmentDecoding(0, float.NegativeInfinity, 0, 0) }] };
        Assert.Contains("\"avg_logprob\":null,", Write(nothing, TranscriptFormat.Json), StringComparison.Ordinal);
    }

    [Fact]
    public void Subtitles_of_a_language_without_spaces_have_none()
    {
        TranscriptionWord[] words = [.. "你好世界".Select(static (sign, i) => new TranscriptionWord
        {
            Text = sign.ToString(),
            Start = TimeSpan.FromSeconds(i),
            End = TimeSpan.FromSeconds(i + 1),
            Confidence = 1,
            Tokens = [new TranscriptionToken(i, sign.ToString(), TimeSpan.FromSeconds(i), TimeSpan.FromSeconds(i + 1), 1, 0)],
        })];
        Transcription transcription = Transcription.FromWords(words, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(1), "zh");
        Assert.Equal("1\n00:00:00,000 --> 00:00:04,000\n你好世界\n\n", Write(transcription, TranscriptFormat.Srt));
        Assert.Equal("1\n00:00:00,000 --> 00:00:04,000\n你好世\n界\n\n", Write(transcription, TranscriptFormat.Srt, new() { SubtitleLineLength = 3 }));
    }

    [Fact]
    public void Tables_have_milliseconds_and_no_stray_tabs()
    {
        Assert.Equal("start\tend\ttext\n500\t1400\thello world\n", Write(TestTranscriptions.Of("hello world"), TranscriptFormat.Tsv));
        Assert.Equal("start\tend\tconfidence\ttext\n500\t900\t0.500\ta b\n", Write(TestTranscriptions.Of("a\tb"), TranscriptFormat.Tsv, new() { Words = true }));
    }

    [Fact]
    public void Json_is_one_line_and_reads_back()
    {
        string json = Write(TestTranscriptions.Of("she said \"hé\" <b>", "日本"), TranscriptFormat.Json, new() { Words = true, Source = "a/ü.wav", Model = "m" });
        Assert.Equal(1, json.Count(static c => c == '\n'));
        JsonElement root = JsonDocument.Parse(json).RootElement;
        Assert.Equal("she said \"hé\" <b> 日本", root.GetProperty("text").GetString());
        Assert.Equal("a/ü.wav", root.GetProperty("source").GetString());
        Assert.Contains("日本", json, StringComparison.Ordinal);
        JsonElement word = root.GetProperty("segments")[1].GetProperty("words")[0];
        Assert.Equal((4.5, 4.9), (word.GetProperty("start").GetDouble(), word.GetProperty("end").GetDouble()));
        Assert.Equal(0.5, word.GetProperty("confidence").GetDouble());
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string expected = Write(TestTranscriptions.Of("a b"), TranscriptFormat.Text, new() { Words = true });
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(expected, Write(TestTranscriptions.Of("a b"), TranscriptFormat.Text, new() { Words = true }));
            Assert.Contains("00:00:00,500 --> ", Write(TestTranscriptions.Of("a b"), TranscriptFormat.Srt), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Subtitles_split_at_words()
    {
        string text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";
        string srt = Write(TestTranscriptions.Of(text), TranscriptFormat.Srt);
        Assert.Equal(
            "1\n00:00:00,500 --> 00:00:07,400\none two three four five six seven eight\nnine ten eleven twelve thirteen fourteen\n\n" +
            "2\n00:00:07,500 --> 00:00:07,900\nfifteen\n\n",
            srt);
    }

    [Fact]
    public void WebVtt_escapes_what_is_markup_there()
    {
        Assert.Equal("WEBVTT\n\n00:00:00.500 --> 00:00:01.900\na &lt;b&gt; &amp;\n\n", Write(TestTranscriptions.Of("a <b> &"), TranscriptFormat.Vtt));
    }

    [Property(MaxTest = 200)]
    public void Subtitles_keep_every_word_their_limits_and_their_order(byte[] lengths, bool words)
    {
        string[] text = [.. lengths.Select(static length => new string((char)('a' + (length % 26)), 1 + (length % 30)))];
        Transcription transcription = text.Length == 0 ? Transcription.Empty(default) : TestTranscriptions.Of(string.Join(' ', text));
        string srt = Write(transcription, TranscriptFormat.Srt, new() { Words = words });
        var spoken = new List<string>();
        TimeSpan previous = TimeSpan.Zero;
        foreach (string cue in srt.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] lines = cue.Split('\n');
            Match times = Times().Match(lines[1]);
            TimeSpan start = TimeSpan.Parse(times.Groups[1].Value.Replace(',', '.'), CultureInfo.InvariantCulture);
            TimeSpan end = TimeSpan.Parse(times.Groups[2].Value.Replace(',', '.'), CultureInfo.InvariantCulture);
            Assert.True(start >= previous && end > start && end - start <= TimeSpan.FromSeconds(7));
            previous = end;
            Assert.InRange(lines.Length, 3, 4);
            Assert.All(lines[2..], static line => Assert.InRange(line.Length, 1, 42));
            spoken.AddRange(lines[2..].SelectMany(static line => line.Split(' ')));
        }

        Assert.Equal(text, spoken);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Write(TestTranscriptions.Of("a"), TranscriptFormat.Srt, new() { SubtitleLineLength = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Write(TestTranscriptions.Of("a"), TranscriptFormat.Srt, new() { SubtitleLines = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Write(TestTranscriptions.Of("a"), TranscriptFormat.Srt, new() { SubtitleDuration = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Write(TestTranscriptions.Of("a"), (TranscriptFormat)99));
        Assert.Throws<ArgumentOutOfRangeException>(() => TranscriptWriter.GetExtension((TranscriptFormat)99));
    }

    [GeneratedRegex(@"^(\S+) --> (\S+)$")]
    private static partial Regex Times();
}
