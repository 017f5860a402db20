namespace Swictation.Stt.Transform.Tests.Output;

public sealed class PieceTests
{
    [Fact]
    public void Each_piece_knows_its_words_and_its_rule()
    {
        TransformResult result = new TextTransformer().Transform("we need number forty two tests question mark literal comma the all caps fbi");
        Assert.Equal(
            [
                "We|0+1|", " need|1+1|", " 42|2+3|number", " tests|5+1|", "?|6+2|question mark", " Comma|8+2|literal", " the|10+1|", " FBI|11+3|all caps",
            ],
            result.Pieces.Select(piece => $"{result.TypedText.Substring(piece.TextStart, piece.TextLength)}|{piece.FirstWord}+{piece.WordCount}|{piece.Rule?.Phrase}"));
    }

    [Fact]
    public void The_marks_of_a_word_belong_to_its_piece()
    {
        TransformResult result = new TextTransformer().Transform("Well, (note this).");
        Assert.Equal(["Well,", " (note", " this)."], result.Pieces.Select(piece => result.TypedText.Substring(piece.TextStart, piece.TextLength)));
    }

    [Fact]
    public void An_edit_covers_the_words_of_its_pieces()
    {
        TransformResult result = new TextTransformer().Transform("caps on hello world caps off press enter bye");
        Assert.Equal(["2+4", "6+2", "8+1"], result.Edits.Select(static edit => $"{edit.FirstWord}+{edit.WordCount}"));
        Assert.Equal(TransformPieceKind.Nothing, result.Pieces[0].Kind);
    }

    [Theory]
    [InlineData("hello comma world", 0, 0)]
    [InlineData("hello comma world", 11, 3)]
    [InlineData("hello comma world", 12, 2)]
    public void A_destination_that_is_too_small_is_told_the_size_and_nothing_changes(string spoken, int characters, int pieces)
    {
        var transformer = new TextTransformer();
        char[] text = Filled(characters);
        var room = new TransformPiece[pieces];
        Assert.Equal(TransformStatus.DestinationTooSmall, transformer.TryTransform(spoken, text, room, out TransformSize size));
        Assert.Equal(new TransformSize(12, 3), size);
        Assert.All(text, static c => Assert.Equal('#', c));
        text = new char[size.TextLength];
        room = new TransformPiece[size.PieceCount];
        Assert.Equal(TransformStatus.Done, transformer.TryTransform(spoken, text, room, out TransformSize written));
        Assert.Equal(("Hello, world", size), (new string(text), written));
        Assert.Equal([0, 1, 2], room.Select(static piece => piece.FirstWord));
    }

    [Fact]
    public void Taking_back_into_a_destination_that_is_too_small_changes_nothing()
    {
        var transformer = new TextTransformer();
        transformer.Transform("hello");
        transformer.Transform("world");
        for (int i = 0; i < 3; i++)
            Assert.Equal(TransformStatus.DestinationTooSmall, transformer.TryTransform("scratch that", [], [], out _));
        Assert.Equal(6, Assert.IsType<BackspaceEdit>(Assert.Single(transformer.Transform("scratch that").Edits)).Count);
    }

    private static char[] Filled(int length)
    {
        char[] text = new char[length];
        Array.Fill(text, '#');
        return text;
    }
}
