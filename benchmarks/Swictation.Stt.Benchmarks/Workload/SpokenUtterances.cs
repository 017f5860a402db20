namespace Swictation.Stt.Benchmarks.Workload;

/// <summary>Utterances of twelve words each, as they are dictated, with one to five commands in them.</summary>
internal static class SpokenUtterances
{
    public static IReadOnlyList<string> OfTwelveWords { get; } =
    [
        "dear sir comma new paragraph thank you for the letter period regards",
        "she said open quote hello world close quote period then she left",
        "there are two options here period first comma add one more test",
        "we need number forty two tests comma not just two of them",
        "function calculate underscore sum open paren nums close paren open brace new line",
        "the meeting is at noon tomorrow so please bring all the files",
        "Hello, comma, this is what a punctuating model gives us, period. Thanks.",
        "error four oh four means that the page was not found period",
        "if x double equals y double ampersand a not equals b colon",
        "i think i'm happy with that question mark yes i am period",
    ];

    /// <summary>Makes an utterance of so many words out of them.</summary>
    public static string OfWords(int count) =>
        string.Join(' ', Enumerable.Range(0, int.MaxValue).SelectMany(static i => OfTwelveWords[i % OfTwelveWords.Count].Split(' ')).Take(count));
}
