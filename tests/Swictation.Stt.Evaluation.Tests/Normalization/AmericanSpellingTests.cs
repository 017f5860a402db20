using System.Text.Json;

namespace Swictation.Stt.Evaluation.Tests.Normalization;

public sealed class AmericanSpellingTests
{
    [SkippableFact]
    public void Every_entry_of_the_references_table_is_known_and_nothing_else()
    {
        using JsonDocument table = JsonDocument.Parse(File.ReadAllText(SharedFiles.Path("oracles", "normalizer", "english-spelling.json")));
        int count = 0;
        foreach (JsonProperty entry in table.RootElement.EnumerateObject())
        {
            Assert.Equal((entry.Name, entry.Value.GetString()), (entry.Name, AmericanSpelling.Of(entry.Name)));
            count++;
        }

        Assert.Equal((1739, 1739), (count, AmericanSpelling.Count));
    }

    [Theory]
    [InlineData("four hour our pour tour sour flour your hours fours course source court")]
    [InlineData("rise wise arise advise promise exercise surprise precise noise raise praise size prize seize")]
    [InlineData("will all full tell selling pulled calling fellow bullet")]
    [InlineData("acre ogre massacre genre entree there were are")]
    [InlineData("does shoe toes canoe oboe poet aerial aero haul")]
    [InlineData("rogue league vague tongue fatigue plague")]
    [InlineData("fence hence sentence science silence once")]
    [InlineData("enough although tough through rough laugh caught")]
    [InlineData("color organize center traveling gray analyze license")]
    [InlineData("colouring-book Colour colourx xcolour is iz")]
    public void Words_beside_the_rules_stay(string words)
    {
        foreach (string word in words.Split(' '))
            Assert.Equal(word, AmericanSpelling.Of(word));
    }
}
