using System.Runtime.CompilerServices;

namespace Swictation.Stt.Transform.Corrections;

/// <summary>
/// A user's replacements for what the recogniser mishears, compiled: one hash table of words, one trie of phrases, one index of sounds. Immutable,
/// so safe for concurrent use; to change it, compile another and swap the reference, as <see cref="CorrectionFile"/> does.
/// </summary>
/// <remarks>
/// <para>
/// Words are what white space separates; they are compared without the punctuation around them and without the <c>'s</c> of a possessive, unless an
/// entry has that too. The replaced words keep what punctuation stood around them. The words of a phrase must follow each other without
/// punctuation in between. White space stays as it is.
/// </para>
/// <para>
/// The leftmost match counts, of those the longest. An exact match precedes a fuzzy one. Words that are what an entry writes are right already: no
/// shorter entry is found in them, and no fuzzy one. A fuzzy entry is tried on one word and on several in a row (up to one more than the
/// longest fuzzy entry has, four at most), because an unknown word is often heard as two; the best score counts. Words of fewer than five letters, with
/// digits or in other than Latin letters are never replaced by resemblance, and common words hardly ever: see <see cref="CorrectionOptions"/>.
/// </para>
/// <para>
/// What an entry writes is not looked at again: of two entries a → b and b → c, the first makes b of a. The cost of a word does not depend on how many
/// exact entries there are; that of a fuzzy search grows slowly with the number of entries that sound alike. Of fuzzy entries those are found whose
/// phonetic code is that of the words, or, from five sounds on, differs from it in one.
/// </para>
/// </remarks>
public sealed class CorrectionLexicon
{
    private const int MostFuzzyWords = 4;

    private readonly CorrectionEntry[] _entries;
    private readonly bool[] _followsCase;
    private readonly Vocabulary _words = new();
    private readonly PhraseTrie _phrases = new();
    private readonly FuzzyIndex _fuzzy;
    private readonly bool[] _isProtected;
    private readonly float _protectedThreshold;
    private readonly int _fuzzyWords;

    /// <summary>Compiles entries.</summary>
    /// <param name="entries">The entries. Their order does not matter, except that of equally good fuzzy ones the first counts.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">An entry is faulty, or two have the same spoken words; the message names it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A threshold of the options is out of its range.</exception>
    public CorrectionLexicon(IEnumerable<CorrectionEntry> entries, CorrectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Options = options ?? new CorrectionOptions();
        Options.Validate();
        _entries = [.. entries];
        Check(_entries);
        _followsCase = [.. _entries.Select(static entry => !entry.IsCaseSensitive && !LetterCase.HasCapital(entry.Written))];
        for (int i = 0; i < _entries.Length; i++)
        {
            _phrases.AddSpoken(AddWords(_entries[i].Spoken), i);
            if (AddWords(_entries[i].Written) is { Length: > 0 and <= CorrectionEntry.MaxWords } written)
                _phrases.AddWritten(written);
        }

        var protectedIds = new HashSet<int>();
        foreach (string word in Options.ProtectedWords.Concat(Options.ProtectCommonWords ? EnglishCommonWords.All : []))
            protectedIds.UnionWith(AddWords(word));
        _isProtected = new bool[_words.Count];
        foreach (int id in protectedIds)
            _isProtected[id] = true;
        _phrases.Freeze(_words.Count);
        _fuzzy = new FuzzyIndex(_entries, Options.Threshold);
        _protectedThreshold = Options.ProtectedThreshold;
        _fuzzyWords = _fuzzy.IsEmpty ? 0 : Math.Min(MostFuzzyWords, _fuzzy.LongestPhrase + 1);
    }

    /// <summary>Gets a lexicon without entries, which changes nothing.</summary>
    public static CorrectionLexicon Empty { get; } = new([]);

    /// <summary>Gets the entries, in the order in which they were given.</summary>
    public IReadOnlyList<CorrectionEntry> Entries => _entries;

    /// <summary>Gets the options.</summary>
    public CorrectionOptions Options { get; }

    /// <summary>Replaces what the entries are found in. A text in which there is nothing comes back as it is, to the character.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text and its pieces.</returns>
    public CorrectedText Apply(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        char[] destination = new char[text.Length + 256];
        var pieces = new CorrectionPiece[(text.Length + 1) / 2];
        int length;
        int count;
        while (!TryApply(text, destination, out length, pieces, out count))
            destination = new char[destination.Length * 2];
        return new CorrectedText(destination.AsSpan(0, length).SequenceEqual(text) ? text : new string(destination, 0, length), pieces[..count]);
    }

    /// <summary>Replaces what the entries are found in, without allocating.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">Where the corrected text is written; it must not overlap the text.</param>
    /// <param name="charsWritten">The length of the corrected text; 0 where a buffer is too small.</param>
    /// <returns><see langword="false"/> where the destination is too small: try again with a larger one.</returns>
    public bool TryApply(ReadOnlySpan<char> text, Span<char> destination, out int charsWritten) =>
        TryApply(text, destination, out charsWritten, default, out _, wantsPieces: false);

    /// <summary>Replaces what the entries are found in, without allocating, and tells which words each piece came from.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">Where the corrected text is written; it must not overlap the text.</param>
    /// <param name="charsWritten">The length of the corrected text; 0 where a buffer is too small.</param>
    /// <param name="pieces">Where the pieces are written; at most as many as the text has words, so half its length rounded up is always enough.</param>
    /// <param name="pieceCount">How many pieces there are; 0 where a buffer is too small.</param>
    /// <returns><see langword="false"/> where a buffer is too small: try again with a larger one.</returns>
    public bool TryApply(ReadOnlySpan<char> text, Span<char> destination, out int charsWritten, Span<CorrectionPiece> pieces, out int pieceCount) =>
        TryApply(text, destination, out charsWritten, pieces, out pieceCount, wantsPieces: true);

    /// <summary>Tells whether what an entry writes follows the case of what was said.</summary>
    internal bool FollowsCase(int entry) => _followsCase[entry];

    internal static void Check(IReadOnlyList<CorrectionEntry> entries)
    {
        var keys = new HashSet<(string, bool)>();
        foreach (CorrectionEntry entry in entries)
        {
            if (entry is null)
                throw new ArgumentException("An entry is null.", nameof(entries));
            if (entry.FindFault() is { } fault)
                throw new ArgumentException(fault, nameof(entries));
            if (!keys.Add((entry.Key, entry.IsCaseSensitive)))
                throw new ArgumentException($"Two entries are for \"{entry.Spoken}\": leave one out.", nameof(entries));
        }
    }

    private int[] AddWords(string phrase) =>
        [.. phrase.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => _words.Add(word))];

    [SkipLocalsInit] // the window's words are written before they are read
    private bool TryApply(ReadOnlySpan<char> text, Span<char> destination, out int charsWritten, Span<CorrectionPiece> pieces, out int pieceCount, bool wantsPieces)
    {
        var words = new WordWindow(text, _words, stackalloc TextWord[WordWindow.Capacity]);
        charsWritten = 0;
        pieceCount = 0;
        int written = 0;
        int count = 0;
        int copied = 0; // up to where the text is written
        for (int i = 0; words.Has(i);)
        {
            CorrectionMatch match = Match(text, ref words, i);
            int wordCount = Math.Max(1, match.WordCount);
            ref TextWord first = ref words[i];
            if (!Copy(text[copied..first.Start], destination, ref written))
                return false;
            int start = written;
            copied = first.Start;
            if (match.Entry >= 0)
            {
                if (!Copy(text[copied..match.Start], destination, ref written) || !Replace(text, match, destination, ref written))
                    return false;
                copied = match.End;
            }

            int end = words[i + wordCount - 1].End;
            if (!Copy(text[copied..end], destination, ref written))
                return false;
            copied = end;
            // Words that are left alone together are pieces of their own.
            for (int word = i; wantsPieces && word < i + wordCount; word++)
            {
                if (count == pieces.Length)
                    return false;
                if (match.Entry >= 0)
                {
                    pieces[count++] = new CorrectionPiece(i, wordCount, start, written - start, match.Entry, match.Score);
                    break;
                }

                pieces[count++] = new CorrectionPiece(word, 1, start + words[word].Start - first.Start, words[word].End - words[word].Start, -1, 1f);
            }

            i += wordCount;
        }

        if (!Copy(text[copied..], destination, ref written))
            return false;
        charsWritten = written;
        pieceCount = count;
        return true;
    }

    private bool Replace(ReadOnlySpan<char> text, CorrectionMatch match, Span<char> destination, ref int written)
    {
        string replacement = _entries[match.Entry].Written;
        int start = written;
        if (!Copy(replacement, destination, ref written))
            return false;
        if (_followsCase[match.Entry])
            LetterCase.Follow(text[match.Start..match.End], replacement, destination.Slice(start, replacement.Length));
        return true;
    }

    private static bool Copy(ReadOnlySpan<char> text, Span<char> destination, ref int written)
    {
        if (!text.TryCopyTo(destination[written..]))
            return false;
        written += text.Length;
        return true;
    }

    private CorrectionMatch Match(ReadOnlySpan<char> text, ref WordWindow words, int first)
    {
        CorrectionMatch exact = MatchExactly(text, ref words, first);
        return exact.WordCount > 0 || _fuzzyWords == 0 ? exact : MatchFuzzily(text, ref words, first);
    }

    private CorrectionMatch MatchExactly(ReadOnlySpan<char> text, ref WordWindow words, int first)
    {
        CorrectionMatch best = CorrectionMatch.None;
        int node = PhraseTrie.Root;
        int start = 0;
        for (int i = first; words.Has(i); i++)
        {
            ref TextWord word = ref words[i];
            int next = PhraseTrie.None;
            WordForm form = default;
            for (int f = 0; f < word.FormCount && next == PhraseTrie.None; f++)
            {
                form = word[f];
                // Nothing but white space may stand between the words of a phrase.
                next = i > first && form.Start > word.Start ? PhraseTrie.None : _phrases.Step(node, form.Id);
            }

            if (next == PhraseTrie.None)
                break;
            node = next;
            if (i == first)
                start = form.Start;
            if (FindEntry(node, text[start..form.End]) is var entry && (entry >= 0 || _phrases.IsWritten(node)))
                best = new CorrectionMatch(i - first + 1, entry, 1f, start, form.End);
            if (form.End < word.End)
                break;
        }

        words[first].ExactLength = best.WordCount;
        return best;
    }

    /// <summary>Finds the entry of a node: a case-sensitive one that is written so, before one that is not.</summary>
    private int FindEntry(int node, ReadOnlySpan<char> said)
    {
        int found = -1;
        for (int position = _phrases.FirstEntry(node); position >= 0;)
        {
            (int entry, position) = _phrases.EntryAt(position);
            if (!_entries[entry].IsCaseSensitive)
                found = found < 0 ? entry : found;
            else if (IsSame(said, _entries[entry].Spoken))
                return entry;
        }

        return found;
    }

    /// <summary>Tells whether two phrases have the same words in the same case, whatever the white space between them.</summary>
    private static bool IsSame(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (true)
        {
            left = left.TrimStart();
            right = right.TrimStart();
            int length = 0;
            while (length < left.Length && !char.IsWhiteSpace(left[length]))
                length++;
            if (!right.StartsWith(left[..length], StringComparison.Ordinal) || (length < right.Length && !char.IsWhiteSpace(right[length])))
                return false;
            left = left[length..];
            right = right[length..];
            if (left.IsEmpty && right.Trim().IsEmpty)
                return true;
        }
    }

    private CorrectionMatch MatchFuzzily(ReadOnlySpan<char> text, ref WordWindow words, int first)
    {
        CorrectionMatch best = FindFuzzy(text, ref words, first);
        // A word that only stands in front of what is meant must not be swallowed: "a kubernets" is heard as a whole, but better without "a".
        for (int i = first + 1; i < first + best.WordCount; i++)
        {
            if (FindFuzzy(text, ref words, i).Score > best.Score)
                return CorrectionMatch.None;
        }

        return best;
    }

    private CorrectionMatch FindFuzzy(ReadOnlySpan<char> text, ref WordWindow words, int first)
    {
        Span<char> letters = stackalloc char[SpellingDistance.MaxLength];
        CorrectionMatch best = CorrectionMatch.None;
        int length = 0;
        bool isProtected = true;
        for (int i = first; i < first + _fuzzyWords && words.Has(i); i++)
        {
            ref TextWord word = ref words[i];
            WordForm stem = word.Stem;
            if (i > first)
            {
                if (stem.Start > word.Start)
                    break;
                if (word.ExactLength < 0)
                    MatchExactly(text, ref words, i);
                if (word.ExactLength > 0)
                    break;
            }

            int added = LetterFolding.ToLetters(text[stem.Start..stem.End], letters[length..]);
            if (added <= 0)
                break;
            length += added;
            if (length > 2 * _fuzzy.LongestLetters)
                break;
            isProtected &= stem.Id >= 0 && _isProtected[stem.Id];
            float least = Math.Max(isProtected ? _protectedThreshold : 0f, best.Score);
            if (length >= FuzzyIndex.MinLetters && _fuzzy.Find(letters[..length], least, out float score) is >= 0 and var entry && score > best.Score)
                best = new CorrectionMatch(i - first + 1, entry, score, words[first].Stem.Start, stem.End);
            if (stem.End < word.End)
                break;
        }

        return best;
    }
}
