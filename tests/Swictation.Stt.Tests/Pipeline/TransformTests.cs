using Swictation.Stt.Formats;
using Swictation.Stt.Transform;
using Swictation.Stt.Transform.Corrections;

namespace Swictation.Stt.Tests.Pipeline;

/// <summary>What is said turned into what is written, in the pipeline.</summary>
public sealed class TransformTests
{
    private static SttPipelineOptions Transforming => CoreRun.NoLevels with { Transform = TransformRules.Default };

    [Fact]
    public void Final_text_is_transformed_and_goes_on_where_the_utterance_before_ended()
    {
        using CoreRun run = Say("hello comma world", "period scratch that", "scratch that", "press enter");
        EventText.AssertOrdered(run.Events);
        Assert.Equal(["hello comma world", "period scratch that", "scratch that", "press enter"], run.Finals.Select(static final => final.Text));
        Assert.Equal(
            ["Hello, world", ".|-1", "-12", "Enter"],
            run.Finals.Select(static final => string.Join('|', final.Transform!.Edits.Select(static edit => edit switch
            {
                TextEdit text => text.Text,
                BackspaceEdit back => $"-{back.Count}",
                KeyEdit key => key.Chord.ToString(),
                _ => "?",
            }))));
    }

    [Fact]
    public void Corrections_of_the_moment_and_normalisation_are_applied()
    {
        var lexicon = new CorrectionLexicon([new CorrectionEntry { Spoken = "post gress", Written = "Postgres" }]);
        int asked = 0;
        SttPipelineOptions options = Transforming with
        {
            Corrections = () => asked++ == 0 ? CorrectionLexicon.Empty : lexicon,
            UsesInverseTextNormalization = true,
            Partials = false,
        };
        using CoreRun run = Say(options, "post gress", "post gress at half past three");
        Assert.Equal(["Post gress", " Postgres at 3:30"], run.Finals.Select(static final => final.Transform!.Text));
    }

    [Fact]
    public void Corrections_without_a_transform_are_refused()
    {
        Assert.Throws<ArgumentException>((CoreRun.NoLevels with { Corrections = () => CorrectionLexicon.Empty }).Validate);
        Assert.Throws<ArgumentException>((CoreRun.NoLevels with { UsesInverseTextNormalization = true }).Validate);
    }

    [Fact]
    public void Partial_text_is_shown_transformed_and_disturbs_nothing()
    {
        using CoreRun run = Say("quote hello quote", "world scratch that");
        PartialEvent[] partials = [.. run.Events.OfType<PartialEvent>()];
        Assert.Contains(partials, static partial => partial.Transform!.Text == "\"Hello");
        Assert.All(partials, static partial => Assert.Equal(partial.Transcription.Text.Split(' ').Length, partial.Transform!.Pieces.Sum(static piece => piece.WordCount)));
        Assert.Equal("\"Hello\"", run.Finals.First().Transform!.Text);
        Assert.Equal(6, Assert.IsType<BackspaceEdit>(run.Finals.Last().Transform!.Edits[^1]).Count);
    }

    [Fact]
    public void Every_piece_has_the_times_of_its_words()
    {
        using CoreRun run = Say("number forty two question mark");
        FinalEvent final = Assert.Single(run.Finals);
        TranscriptionWord[] words = [.. final.Transcription.Words];
        Assert.Equal(["42", "?"], final.Transform!.Pieces.Select(piece => final.Transform.TypedText.Substring(piece.TextStart, piece.TextLength)));
        Assert.Equal(
            [(words[0].Start, words[2].End), (words[3].Start, words[4].End)],
            final.Transform.Pieces.Select(piece => final.TimesOf(piece.FirstWord, piece.WordCount)));
        Assert.Equal((final.Start, final.Position), final.TimesOf(99, 1));
    }

    [Fact]
    public void Without_rules_nothing_is_transformed()
    {
        ScriptedWord[] words = ScriptedWord.Spread("hello comma", 1.0);
        using var engine = new ScriptedEngine(words);
        using CoreRun run = CoreRun.Of(engine, ScriptedDetector.Of(words, 0.3), ScriptedEngine.Audio(4));
        Assert.Null(Assert.Single(run.Finals).Transform);
        Assert.All(run.Events.OfType<PartialEvent>(), static partial => Assert.Null(partial.Transform));
        Assert.DoesNotContain("typed", SttEventWriter.ToJson(run.Finals.Single()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_of_an_event_has_what_is_written_and_done()
    {
        using CoreRun run = Say("hello period stop dictation");
        string json = SttEventWriter.ToJson(Assert.Single(run.Finals));
        Assert.Contains("""
            "typed":"Hello.","edits":[{"kind":"text","text":"Hello.","first_word":0,"word_count":2},{"kind":"command","command":"stop-dictation","first_word":2,"word_count":2}]
            """, json, StringComparison.Ordinal);
    }

    private static CoreRun Say(params string[] utterances) => Say(Transforming, utterances);

    private static CoreRun Say(SttPipelineOptions options, params string[] utterances)
    {
        ScriptedWord[] words = [.. utterances.SelectMany(static (text, i) => ScriptedWord.Spread(text, 1.0 + (5 * i)))];
        var engine = new ScriptedEngine(words);
        return CoreRun.Of(engine, ScriptedDetector.Of(words, 0.3), ScriptedEngine.Audio(5 * (utterances.Length + 1)), options);
    }
}
