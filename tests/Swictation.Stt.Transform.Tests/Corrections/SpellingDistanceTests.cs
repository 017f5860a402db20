using FsCheck.Xunit;
using Swictation.Stt.Transform.Corrections;

namespace Swictation.Stt.Transform.Tests.Corrections;

public sealed class SpellingDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("saturday", "sunday", 3)]
    [InlineData("teh", "the", 1)]
    [InlineData("ca", "abc", 3)] // 2 without the restriction
    [InlineData("abcd", "badc", 2)]
    public void Known_distances(string left, string right, int expected) => Assert.Equal(expected, SpellingDistance.Distance(left, right));

    [Property(MaxTest = 500)]
    public void It_is_the_distance_of_the_recursive_definition(int seed)
    {
        var random = new Random(seed);
        string left = Text(random);
        string right = Text(random);
        Assert.Equal(Naive(left, right), SpellingDistance.Distance(left, right));
        Assert.Equal(SpellingDistance.Distance(left, right), SpellingDistance.Distance(right, left));
    }

    private static string Text(Random random) => new([.. Enumerable.Range(0, random.Next(8)).Select(_ => (char)('a' + random.Next(3)))]);

    private static int Naive(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
            return Math.Max(left.Length, right.Length);
        int least = Math.Min(Naive(left[1..], right[1..]) + (left[0] == right[0] ? 0 : 1), Math.Min(Naive(left[1..], right), Naive(left, right[1..])) + 1);
        if (left.Length > 1 && right.Length > 1 && left[0] == right[1] && left[1] == right[0])
            least = Math.Min(least, Naive(left[2..], right[2..]) + 1);
        return least;
    }
}
