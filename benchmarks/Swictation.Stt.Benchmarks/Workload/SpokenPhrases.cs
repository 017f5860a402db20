namespace Swictation.Stt.Benchmarks.Workload;

/// <summary>Utterances of twelve words with and without numbers, dates and the like.</summary>
internal static class SpokenPhrases
{
    /// <summary>Gets utterances with one or two phrases that are written otherwise than they are said.</summary>
    public static string[] OfTwelveWords { get; } =
    [
        "we met on the twenty third of may two thousand and five",
        "it costs twenty five dollars and fifty cents with the lid on",
        "call me at three thirty p m or tomorrow at half past",
        "about five percent of them drive fifty five kilometers per hour here",
        "write to john dot smith at example dot com about it please",
        "the number is five five five one two three four since june",
        "three quarters of the two hundred and fifty people stayed until ten",
        "the twenty first century began in two thousand and one they say",
    ];

    /// <summary>Gets utterances in which there is nothing to write otherwise.</summary>
    public static string[] WithoutPhrases { get; } =
    [
        "please send the report to everyone in the office before the meeting",
        "i think one of them may have left a second ago already",
    ];
}
