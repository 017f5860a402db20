namespace Swictation.Stt.Transform.Corrections;

/// <summary>
/// Finds the fuzzy entry that words resemble most. Entries are filed under their phonetic codes, and under these without one sound, so that those
/// whose code differs in one sound are met too: the deletion neighbourhood of W. Garbe's SymSpell. Immutable; asking allocates nothing.
/// </summary>
internal sealed class FuzzyIndex
{
    /// <summary>Words with fewer letters resemble too many others.</summary>
    public const int MinLetters = 5;

    private const int MinSoundsToShorten = 3;

    private readonly Candidate[] _candidates;
    private readonly char[] _letters;
    private readonly ulong[] _codes;
    private readonly (int Start, int Count)[] _ranges;
    private readonly int[] _files;

    /// <summary>Initializes a new instance over the fuzzy ones of some entries.</summary>
    /// <param name="entries">All entries.</param>
    /// <param name="defaultThreshold">The threshold of entries that have none.</param>
    public FuzzyIndex(IReadOnlyList<CorrectionEntry> entries, float defaultThreshold)
    {
        var candidates = new List<Candidate>();
        var letters = new List<char>();
        var files = new Dictionary<ulong, List<int>>();
        Span<char> buffer = stackalloc char[SpellingDistance.MaxLength];
        for (int i = 0; i < entries.Count; i++)
        {
            CorrectionEntry entry = entries[i];
            int length = entry.Matching == CorrectionMatching.Fuzzy ? LetterFolding.ToLetters(entry.Spoken, buffer) : 0;
            if (length < MinLetters)
                continue;
            PhoneticCodes codes = DoubleMetaphone.Encode(buffer[..length]);
            if (codes.Primary.IsEmpty)
                continue;
            var candidate = new Candidate(i, letters.Count, length, codes, entry.Threshold ?? defaultThreshold);
            letters.AddRange(buffer[..length]);
            File(codes.Primary, candidates.Count);
            if (codes.HasAlternate)
                File(codes.Alternate, candidates.Count);
            candidates.Add(candidate);
            LongestPhrase = Math.Max(LongestPhrase, entry.Spoken.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
            LongestLetters = Math.Max(LongestLetters, length);
        }

        _candidates = [.. candidates];
        _letters = [.. letters];
        int capacity = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, files.Count * 2));
        _codes = new ulong[capacity];
        _ranges = new (int, int)[capacity];
        _files = new int[files.Values.Sum(static file => file.Count)];
        int position = 0;
        foreach ((ulong code, List<int> file) in files)
        {
            int slot = Slot(code);
            while (_codes[slot] != 0)
                slot = (slot + 1) & (capacity - 1);
            _codes[slot] = code;
            _ranges[slot] = (position, file.Count);
            file.CopyTo(_files, position);
            position += file.Count;
        }

        void File(PhoneticCode code, int candidate)
        {
            FileUnder(code.Bits, candidate);
            for (int i = 0; code.Length >= MinSoundsToShorten && i < code.Length; i++)
                FileUnder(code.Without(i).Bits, candidate);
        }

        void FileUnder(ulong code, int candidate)
        {
            if (!files.TryGetValue(code, out List<int>? file))
                files.Add(code, file = []);
            if (file.Count == 0 || file[^1] != candidate)
                file.Add(candidate);
        }
    }

    /// <summary>Gets whether there is no fuzzy entry.</summary>
    public bool IsEmpty => _candidates.Length == 0;

    /// <summary>Gets how many words the longest fuzzy entry has.</summary>
    public int LongestPhrase { get; }

    /// <summary>Gets how many letters the longest fuzzy entry has.</summary>
    public int LongestLetters { get; }

    /// <summary>Finds the entry that letters resemble most.</summary>
    /// <param name="letters">The letters: see <see cref="LetterFolding"/>.</param>
    /// <param name="leastScore">The least score that counts, whatever the threshold of the entry.</param>
    /// <param name="score">The score of the entry found.</param>
    /// <returns>The entry, or -1 where none reaches its threshold. Of equals, the first.</returns>
    public int Find(ReadOnlySpan<char> letters, float leastScore, out float score)
    {
        score = 0;
        PhoneticCodes codes = DoubleMetaphone.Encode(letters);
        if (codes.Primary.IsEmpty)
            return -1;
        int best = -1;
        Look(codes.Primary, letters, codes, leastScore, ref best, ref score);
        if (codes.HasAlternate)
            Look(codes.Alternate, letters, codes, leastScore, ref best, ref score);
        return best;
    }

    private void Look(PhoneticCode code, ReadOnlySpan<char> letters, PhoneticCodes codes, float leastScore, ref int best, ref float bestScore)
    {
        LookUnder(code.Bits, letters, codes, leastScore, ref best, ref bestScore);
        int length = code.Length;
        for (int i = 0; length >= MinSoundsToShorten && i < length; i++)
            LookUnder(code.Without(i).Bits, letters, codes, leastScore, ref best, ref bestScore);
    }

    private void LookUnder(ulong code, ReadOnlySpan<char> letters, PhoneticCodes codes, float leastScore, ref int best, ref float bestScore)
    {
        for (int slot = Slot(code); _codes[slot] != 0; slot = (slot + 1) & (_codes.Length - 1))
        {
            if (_codes[slot] != code)
                continue;
            (int start, int count) = _ranges[slot];
            foreach (int index in _files.AsSpan(start, count))
            {
                ref readonly Candidate candidate = ref _candidates[index];
                float least = Math.Max(Math.Max(candidate.Threshold, leastScore), bestScore);
                if (SoundAlike.UpperBound(letters.Length, codes, candidate.Length, candidate.Codes) < least)
                    continue;
                float score = SoundAlike.Score(letters, codes, _letters.AsSpan(candidate.Start, candidate.Length), candidate.Codes);
                if (score >= least && (score > bestScore || candidate.Entry < best))
                    (best, bestScore) = (candidate.Entry, score);
            }

            return;
        }
    }

    private int Slot(ulong code) => (int)((code * 0x9E3779B97F4A7C15) >> 40) & (_codes.Length - 1); // Fibonacci hashing

    private readonly record struct Candidate(int Entry, int Start, int Length, PhoneticCodes Codes, float Threshold);
}
