using System.Globalization;
using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Benchmarks.Workload;
using Swictation.Stt.Transform.Corrections;
using Swictation.Stt.Transform.Normalization;

namespace Swictation.Stt.Benchmarks.Commands;

/// <summary>Measures lexicons of corrections by their size, exact and fuzzy, and inverse text normalisation.</summary>
internal static class CorrectionsCommand
{
    private const int WarmUpRounds = 300; // until the compiler is done
    private const int Repetitions = 200;
    private const int Few = 10;
    private const int Many = 20_000;

    public static int Run(CommandOptions options)
    {
        string[] utterances = InventedLexicon.Utterances(Repetitions);
        int words = utterances.Sum(static utterance => utterance.Split(' ').Length);
        Measured fewExact = Measure(Few, CorrectionMatching.Exact);
        Measured manyExact = Measure(Many, CorrectionMatching.Exact);
        Measured fewFuzzy = Measure(Few, CorrectionMatching.Fuzzy);
        Measured manyFuzzy = Measure(Many, CorrectionMatching.Fuzzy);
        Scope compile = new(static () => _ = new CorrectionLexicon(InventedLexicon.Entries(Many, CorrectionMatching.Fuzzy)));

        char[] text = new char[512];
        var pieces = new NormalizedPiece[64];
        Scope spoken = Normalize(SpokenPhrases.OfTwelveWords);
        Scope plain = Normalize(SpokenPhrases.WithoutPhrases);
        Scope[] scopes = [fewExact.Scope, manyExact.Scope, fewFuzzy.Scope, manyFuzzy.Scope, spoken, plain];
        for (int round = -WarmUpRounds; round < options.Rounds; round++)
        {
            foreach (Scope scope in scopes)
                scope.Measure(keep: round >= 0);
        }

        for (int round = -1; round < 3; round++)
            compile.Measure(keep: round >= 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (Scope scope in scopes)
            scope.Measure(keep: false);
        double allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        var facts = new Table("What", "Value");
        facts.Add("Machine", Machine.Description);
        facts.AddIfKnown("Load average", Machine.Load);
        facts.Add("Runtime", Machine.Runtime);
        facts.Add("Text", $"{words} words in {utterances.Length} utterances, one word in twelve an entry of both lexicons");
        facts.Add("Method", $"medians of {options.Rounds} rounds in turns, after {WarmUpRounds} to warm up, into the caller's buffers with pieces; ratios pair by pair");
        facts.Add("Allocated in a round", $"{allocated.ToString("F0", CultureInfo.InvariantCulture)} bytes");
        facts.Add("Compiling 20,000 fuzzy entries", Table.Milliseconds(compile.Median));
        Console.WriteLine(facts);

        var table = new Table("Corrections", "10 entries", "20,000 entries", "ratio", "replaced");
        Add("Exact", fewExact, manyExact);
        Add("Exact and fuzzy", fewFuzzy, manyFuzzy);
        Console.WriteLine(table);

        var normalization = new Table("Inverse text normalisation, an utterance of 12 words", "Time");
        normalization.Add("With phrases in it", Microseconds(spoken, SpokenPhrases.OfTwelveWords.Length));
        normalization.Add("Without", Microseconds(plain, SpokenPhrases.WithoutPhrases.Length));
        Console.Write(normalization);
        return 0;

        void Add(string row, Measured few, Measured many) => table.Add(
            row, $"{Table.Number(1e6 * few.Scope.Median / words)} ns a word", $"{Table.Number(1e6 * many.Scope.Median / words)} ns a word",
            Table.Number(Statistics.MedianRatio(many.Scope.Milliseconds, few.Scope.Milliseconds)), $"{few.Replaced} and {many.Replaced}");

        Measured Measure(int count, CorrectionMatching matching)
        {
            var lexicon = new CorrectionLexicon(InventedLexicon.Entries(count, matching));
            char[] destination = new char[512];
            var found = new CorrectionPiece[64];
            int replaced = utterances.Sum(utterance => lexicon.Apply(utterance).Pieces.Count(static piece => piece.IsReplaced));
            return new Measured(
                new Scope(() =>
                {
                    foreach (string utterance in utterances)
                        lexicon.TryApply(utterance, destination, out _, found, out _);
                }),
                replaced);
        }

        Scope Normalize(string[] spokenUtterances) => new(() =>
        {
            for (int i = 0; i < Repetitions; i++)
            {
                foreach (string utterance in spokenUtterances)
                    InverseTextNormalizer.TryNormalize(utterance, text, out _, pieces, out _);
            }
        });
    }

    private static string Microseconds(Scope scope, int utterances) => Table.Number(1000 * scope.Median / Repetitions / utterances) + " µs";

    private sealed record Measured(Scope Scope, int Replaced);
}
