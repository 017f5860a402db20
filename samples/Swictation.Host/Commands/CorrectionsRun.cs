using System.Globalization;
using Swictation.Host.Output;
using Swictation.Stt;
using Swictation.Stt.Transform.Corrections;

namespace Swictation.Host.Commands;

/// <summary>Does what <see cref="CorrectionsCommand"/> is asked.</summary>
internal sealed class CorrectionsRun(Terminal terminal, string file)
{
    public int List() => Guard(() =>
    {
        IReadOnlyList<CorrectionEntry> entries = Read();
        CorrectionUsage usage = CorrectionUsage.Load(CorrectionsLocation.Usage(file));
        terminal.Write(writer =>
        {
            int width = entries.Select(static entry => OneLine(entry.Spoken).Length).DefaultIfEmpty().Max();
            foreach (CorrectionEntry entry in entries)
                writer.WriteLine(Describe(entry, width, usage.GetCount(entry)));
        });
        if (entries.Count == 0)
            terminal.Error($"{file} has no entries yet: see swictation corrections add --help");
        return ExitCodes.Success;
    });

    public int Add(CorrectionEntry entry) => Guard(() => Report(Update([entry], [])));

    public int Remove(IReadOnlyList<string> spoken) => Guard(() =>
    {
        var missing = new List<string>(spoken.Where(words => Update([], [words]).Removed == 0));
        foreach (string words in missing)
            terminal.Error($"{file} has no entry for \"{words}\".");
        return missing.Count == 0 ? ExitCodes.Success : ExitCodes.Failure;
    });

    public int Import(string table) => Guard(() =>
        Report(Update(table == "-" ? CorrectionTable.Read(Console.In, "standard input") : CorrectionTable.Read(table), [])));

    public int Export(bool asBoostPhrases) => Guard(() =>
    {
        IReadOnlyList<CorrectionEntry> entries = Read();
        terminal.Write(writer =>
        {
            if (!asBoostPhrases)
                CorrectionTable.Write(writer, entries);
            else
                foreach (BoostPhrase phrase in new CorrectionLexicon(entries).ToBoostPhrases())
                    writer.WriteLine(phrase.Text);
        });
        return ExitCodes.Success;
    });

    public int Learn(string original, string edited, float threshold, bool adds) => Guard(() =>
    {
        IReadOnlyList<CorrectionProposal> proposals = CorrectionLearner.Propose(ReadText(original), ReadText(edited), threshold);
        terminal.Write(writer =>
        {
            foreach (CorrectionProposal proposal in proposals)
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{proposal.Entry.Spoken}\t{proposal.Entry.Written}"));
        });
        if (proposals.Count == 0)
            terminal.Error("Nothing looks misheard.");
        return adds && proposals.Count > 0 ? Report(Update(proposals.Select(static proposal => proposal.Entry), [])) : ExitCodes.Success;
    });

    public int Apply(bool explains, bool counts, CancellationToken cancellationToken) => Guard(() =>
    {
        using var corrections = new CorrectionFile(file);
        corrections.Reloaded += (_, e) => terminal.Error(e.Error?.Message ?? $"{file} has changed and was loaded again.");
        string usageFile = CorrectionsLocation.Usage(file);
        CorrectionUsage usage = counts ? CorrectionUsage.Load(usageFile) : new CorrectionUsage();
        while (!cancellationToken.IsCancellationRequested && Console.In.ReadLine() is { } line)
        {
            CorrectionLexicon lexicon = corrections.Current;
            CorrectedText result = lexicon.Apply(line);
            usage.Count(lexicon, [.. result.Pieces]);
            terminal.Write(writer => writer.WriteLine(result.Text));
            foreach (CorrectionPiece piece in explains ? result.Pieces.Where(static piece => piece.IsReplaced) : [])
            {
                CorrectionEntry entry = lexicon.Entries[piece.Entry];
                terminal.Error(string.Create(CultureInfo.InvariantCulture, $"word {piece.FirstWord + 1}, {piece.WordCount} in all: \"{entry.Spoken}\" as \"{entry.Written}\" ({piece.Score:F2})"));
            }
        }

        if (counts)
            usage.Save(usageFile);
        return ExitCodes.Success;
    });

    private static string Describe(CorrectionEntry entry, int width, long count)
    {
        string matching = entry.Matching == CorrectionMatching.Fuzzy
            ? string.Create(CultureInfo.InvariantCulture, $"  fuzzy{(entry.Threshold is { } threshold ? $" from {threshold}" : string.Empty)}")
            : entry.IsCaseSensitive ? "  case-sensitive" : string.Empty;
        string used = count > 0 ? string.Create(CultureInfo.InvariantCulture, $"  used {count} times") : string.Empty;
        return $"{OneLine(entry.Spoken).PadRight(width)}  {OneLine(entry.Written)}{matching}{used}";
    }

    private static string OneLine(string text) => text.ReplaceLineEndings("\\n").Replace("\t", "\\t", StringComparison.Ordinal);

    private static string ReadText(string path)
    {
        try
        {
            return path == "-" ? Console.In.ReadToEnd() : File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new Input.UsageException($"{path} cannot be read: {exception.Message}");
        }
    }

    private IReadOnlyList<CorrectionEntry> Read() => File.Exists(file) ? CorrectionTable.Read(file) : [];

    private CorrectionChanges Update(IEnumerable<CorrectionEntry> add, IEnumerable<string> remove)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
                Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new Input.UsageException($"{file} cannot be written: {exception.Message}");
        }

        return CorrectionTable.Update(file, add, remove);
    }

    private int Report(CorrectionChanges changes)
    {
        terminal.Error($"{file}: {changes.Added} added, {changes.Replaced} replaced.");
        return ExitCodes.Success;
    }

    private int Guard(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is CorrectionFileException or Input.UsageException or ArgumentException)
        {
            terminal.Error(exception is CorrectionFileException { Errors.Count: > 1 } faulty
                ? string.Join(Environment.NewLine, faulty.Errors.Take(20).Select(error => string.Create(CultureInfo.InvariantCulture, $"{faulty.Path}, line {error.Line}: {error.Message}")))
                : exception.Message);
            return ExitCodes.Usage;
        }
    }
}
