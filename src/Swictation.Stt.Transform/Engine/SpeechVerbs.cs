using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Engine;

/// <summary>English verbs that say that a quotation was spoken.</summary>
internal static class SpeechVerbs
{
    private static readonly WordTable Table = new(new[]
    {
        "said", "says", "asked", "asks", "replied", "answered", "yelled", "shouted", "cried", "screamed", "whispered", "exclaimed", "called", "muttered", "murmured", "added", "wondered", "thought",
    }.Select(static word => KeyValuePair.Create(word, 1)));

    public static bool Contain(ReadOnlySpan<char> word) => Table.Find(word) >= 0;
}
