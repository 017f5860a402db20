using System.Text;
using FsCheck.Xunit;
using Swictation.Stt.Transform.Normalization;
using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Tests.Normalization;

/// <summary>Every word of the rules next to every other, random words and random characters: nothing throws, and no word is lost.</summary>
public sealed class NormalizationPropertyTests
{
    private static readonly string[] Vocabulary =
    [
        .. ("zero one two three five nine ten twelve thirteen nineteen twenty thirty ninety hundred thousand million billion trillion first second third fifth twelfth twentieth "
            + "hundredth millionth hundreds thousands twenties point dot and minus negative a an oh o double triple plus the of to till or past half halves quarter quarters minutes min o'clock am pm "
            + "a.m. p m percent per cent sign dollars pounds euro yen cents pence square cubic meters kilometers hour hours second miles gallon feet degrees celsius fahrenheit "
            + "january february may march june at by on in since tonight dash underscore slash colon http https h t s w www com org uk me is example john support mail word, twenty-five "
            + "forty-two-three 25 3.14 1,000 ... \" (one two) five. six, -- '").Split(' '),
    ];

    [Fact]
    public void Every_word_next_to_every_other_and_a_third()
    {
        char[] destination = new char[256];
        var pieces = new NormalizedPiece[16];
        string[] thirds = ["five", "twenty", "hundred", "second", "dollars", "percent", "may", "to", "and", "dot", "m", "hour"];
        foreach (string first in Vocabulary)
        {
            foreach (string second in Vocabulary)
            {
                foreach (string third in thirds)
                    Check($"{first} {second} {third}", destination, pieces);
            }
        }
    }

    [Property(MaxTest = 2000)]
    public void Random_words(int seed)
    {
        var random = new Random(seed);
        string text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Vocabulary[random.Next(Vocabulary.Length)] + (random.Next(10) == 0 ? "  " : " ")));
        Check(text, new char[4096], new NormalizedPiece[1024]);
    }

    [Property(MaxTest = 1000)]
    public void Random_characters_between_words(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int i = random.Next(80); i > 0; i--)
        {
            text.Append(random.Next(5) switch
            {
                0 => (char)random.Next(0x10000), // half a surrogate pair too
                1 => ' ',
                2 => (char)random.Next(32, 127),
                _ => Vocabulary[random.Next(Vocabulary.Length)],
            });
        }

        Check(text.ToString(), new char[8192], new NormalizedPiece[4096]);
    }

    [Property(MaxTest = 500)]
    public void Text_without_a_word_of_the_rules_comes_back_as_it_is(int seed)
    {
        var random = new Random(seed);
        string[] words = ["hello", "World,", "it's", "noch", "été", "\"quoted\"", "semi;", "x-y", "—", "привет"];
        string text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => words[random.Next(words.Length)] + (random.Next(5) == 0 ? "\n" : " ")));
        Assert.Same(text, InverseTextNormalizer.Normalize(text).Text);
    }

    [Fact]
    public void Long_texts_are_read_to_the_end()
    {
        string digits = string.Join(' ', Enumerable.Repeat("one", 5000));
        Assert.DoesNotContain("one", InverseTextNormalizer.Normalize(digits).Text, StringComparison.Ordinal);
        string letters = string.Join(' ', Enumerable.Repeat("a dot", 5000));
        Assert.Equal(10_000, InverseTextNormalizer.Normalize(letters).Pieces.Sum(static piece => piece.WordCount));
        string scales = string.Join(' ', Enumerable.Repeat("nine trillion and", 3000));
        Assert.Equal(9000, InverseTextNormalizer.Normalize(scales).Pieces.Sum(static piece => piece.WordCount));
    }

    /// <summary>Pieces cover all words in order and all text but white space, and a buffer of exactly the right length is enough.</summary>
    private static void Check(string text, char[] destination, NormalizedPiece[] pieces)
    {
        Assert.True(InverseTextNormalizer.TryNormalize(text, destination, out int length, pieces, out int count), text);
        int word = 0;
        int position = 0;
        bool isChanged = false;
        foreach (NormalizedPiece piece in pieces.AsSpan(0, count))
        {
            Assert.Equal(word, piece.FirstWord);
            Assert.DoesNotContain(destination[position..piece.Start], static c => !char.IsWhiteSpace(c));
            Assert.True(piece.Length > 0 && piece.WordCount > 0, text);
            isChanged |= piece.Kind != NormalizationKind.None;
            (word, position) = (word + piece.WordCount, piece.Start + piece.Length);
        }

        Assert.DoesNotContain(destination[position..length], static c => !char.IsWhiteSpace(c));
        SpokenWord[] words = [];
        Assert.Equal(WordSplitter.Split(text, ref words), word);
        if (!isChanged)
            Assert.Equal(text, new string(destination, 0, length));
        Assert.True(InverseTextNormalizer.TryNormalize(text, destination.AsSpan(0, length), out int again) && again == length, text);
        Assert.True(length == 0 || !InverseTextNormalizer.TryNormalize(text, destination.AsSpan(0, length - 1), out _), text);
    }
}
