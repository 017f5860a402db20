using System.Globalization;
using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Benchmarks.Workload;
using Swictation.Stt.Transform;

namespace Swictation.Stt.Benchmarks.Commands;

/// <summary>Measures what is said being turned into what is written.</summary>
internal static class TransformCommand
{
    private const int WarmUpRounds = 300;
    private const int Repetitions = 2000;
    private const int ManyWords = 10_000;

    public static int Run(CommandOptions options)
    {
        IReadOnlyList<string> utterances = SpokenUtterances.OfTwelveWords;
        string[] lengths = [SpokenUtterances.OfWords(ManyWords / 10), SpokenUtterances.OfWords(ManyWords)];
        TransformRules rules = TransformRules.Default;
        var transformer = new TextTransformer(rules);
        char[] text = new char[lengths[1].Length];
        var pieces = new TransformPiece[ManyWords];

        var compile = new Scope(() => RuleBook.For("en").Compile());
        var dictated = new Scope(() =>
        {
            for (int i = 0; i < Repetitions; i++)
                transformer.TryTransform(utterances[i % utterances.Count], text, pieces, out _);
        });
        Scope[] scopes = [compile, dictated, .. lengths.Select(words => new Scope(() => transformer.TryTransform(words, text, pieces, out _)))];
        for (int round = -WarmUpRounds; round < options.Rounds; round++)
        {
            foreach (Scope scope in scopes)
                scope.Measure(keep: round >= 0);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        dictated.Measure(keep: false);
        double allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Repetitions;

        var table = new Table("What", "Value");
        table.Add("Machine", Machine.Description);
        table.AddIfKnown("Load average", Machine.Load);
        table.Add("Runtime", Machine.Runtime);
        table.Add("Rules", $"{rules.Rules.Count}, {rules.Language}, {rules.Mode.Name}");
        table.Add("Method", $"medians of {options.Rounds} rounds, after {WarmUpRounds} to warm up, into the caller's buffers");
        table.Add("An utterance of 12 words", $"{Microseconds(1000 * dictated.Median / Repetitions)}; {Microseconds(1000 * dictated.Milliseconds.Min() / Repetitions)} in the fastest round");
        table.Add("Allocated for it", $"{allocated.ToString("F0", CultureInfo.InvariantCulture)} bytes");
        foreach ((Scope scope, int words) in scopes.AsSpan(2).ToArray().Zip([ManyWords / 10, ManyWords]))
            table.Add($"{words} words", $"{Table.Milliseconds(scope.Median)}, {Table.Number(1e6 * scope.Median / words)} ns for each word");
        table.Add("Making the rules ready", Table.Milliseconds(compile.Median));
        Console.Write(table.ToString());
        return 0;
    }

    private static string Microseconds(double value) => Table.Number(value) + " µs";
}
