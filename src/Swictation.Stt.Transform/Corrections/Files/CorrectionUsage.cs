using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Swictation.Stt.Transform.Corrections;

/// <summary>
/// Counts how often each entry replaced something, apart from the lexicon, so that the counts outlive its reloading. Entries are told apart by their
/// spoken words. Safe for concurrent use; counting an entry that was counted before allocates nothing.
/// </summary>
/// <remarks>In a file: UTF-8, a line an entry, the columns spoken, case (<c>sensitive</c> or empty) and count with tabs between them, and a header.</remarks>
public sealed class CorrectionUsage
{
    private const string Header = "spoken\tcase\tcount";
    private const string Sensitive = "sensitive";

    private readonly ConcurrentDictionary<(string Key, bool IsCaseSensitive), Counter> _counters = new();
    private readonly ConditionalWeakTable<CorrectionEntry, Counter> _known = []; // lexicons come and go

    /// <summary>Reads counts.</summary>
    /// <param name="path">The file; where it does not exist nothing is counted yet.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="CorrectionFileException">The file cannot be read or has faulty lines.</exception>
    public static CorrectionUsage Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var usage = new CorrectionUsage();
        if (!File.Exists(path))
            return usage;
        IReadOnlyList<string?> lines = TsvText.ReadLines(path);
        var errors = new List<CorrectionFileError>();
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i] is { Length: 0 } or Header)
                continue;
            string[] fields = lines[i]?.Split('\t') ?? [];
            if (fields.Length == 3 && TsvText.Unescape(fields[0]) is { Length: > 0 } key && fields[1] is "" or Sensitive
                && long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out long count))
            {
                usage.Of(key, fields[1].Length > 0).Add(count);
            }
            else
            {
                errors.Add(new CorrectionFileError(i + 1, "Expected the spoken words, \"sensitive\" or nothing, and a whole number, with tabs between them."));
            }
        }

        return errors.Count == 0 ? usage : throw new CorrectionFileException(path, errors);
    }

    /// <summary>Counts the replaced pieces of a text.</summary>
    /// <param name="lexicon">The lexicon that made the pieces.</param>
    /// <param name="pieces">The pieces.</param>
    /// <exception cref="ArgumentException">A piece names an entry that the lexicon does not have.</exception>
    public void Count(CorrectionLexicon lexicon, ReadOnlySpan<CorrectionPiece> pieces)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        foreach (CorrectionPiece piece in pieces)
        {
            if (piece.Entry >= lexicon.Entries.Count)
                throw new ArgumentException($"A piece names entry {piece.Entry}, but the lexicon has {lexicon.Entries.Count}: it is not the one that made the piece.", nameof(pieces));
            if (piece.IsReplaced)
                Count(lexicon.Entries[piece.Entry]);
        }
    }

    /// <summary>Counts one use of an entry.</summary>
    /// <param name="entry">The entry.</param>
    public void Count(CorrectionEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!_known.TryGetValue(entry, out Counter? counter))
            _known.AddOrUpdate(entry, counter = Of(entry.Key, entry.IsCaseSensitive));
        counter.Add(1);
    }

    /// <summary>Gets how often an entry was used.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>The count.</returns>
    public long GetCount(CorrectionEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return _counters.TryGetValue((entry.Key, entry.IsCaseSensitive), out Counter? counter) ? counter.Value : 0;
    }

    /// <summary>Writes the counts. The file appears when it is whole; until then the one before stays.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CorrectionFileException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, writer =>
        {
            writer.WriteLine(Header);
            foreach (((string key, bool isCaseSensitive), Counter counter) in
                _counters.OrderBy(static pair => pair.Key.Key, StringComparer.Ordinal).ThenBy(static pair => pair.Key.IsCaseSensitive))
            {
                string letterCase = isCaseSensitive ? Sensitive : string.Empty;
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TsvText.Escape(key)}\t{letterCase}\t{counter.Value}"));
            }
        });
    }

    private Counter Of(string key, bool isCaseSensitive) => _counters.GetOrAdd((key, isCaseSensitive), static _ => new Counter());

    private sealed class Counter
    {
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        public void Add(long count) => Interlocked.Add(ref _value, count);
    }
}
