namespace Swictation.Stt.Transform.Corrections;

/// <summary>
/// Finds the fuzzy entry that words resemble most. Entries are filed under their phonetic codes, and under these without one sound, so that those
/// whose code differs in one sound are met too: the deletion neighbourhood of W. Garbe's SymSpell. Immutable; asking allocates nothing.
/// </summary>
/// <remarks>
/// Of the entries of a file, most are passed over by a glance at one number, which holds the letters an entry has and their count: they say how
/// similar the spelling can be at best.
/// </remarks>
internal sealed class FuzzyIndex
{
    /// <summary>Words with fewer letters resemble too many others.</summary>
    public const int MinLetters = 5;

    /// <summary>Shorter codes that differ in a sound are no longer alike enough for any sensible threshold.</summary>
    private const int MinSoundsToShorten = 5;

    private const int LengthShift = 26;
    private const float Rounding = 1e-5f;

    private readonly Candidate[] _candidates;
    private readonly char[] _letters;
    private readonly ulong[] _codes;
    private readonly (int Start, int WholeCount, int Count)[] _ranges;
    private readonly int[] _files;
    private readonly uint[] _glances;
    private readonly float _leastThreshold = 1f;

    /// <summary>Initializes a new instance over the fuzzy ones of some entries.</summary>
    /// <param name="entries">All entries.</param>
    /// <param name="defaultThreshold">The threshold of entries that have none.</param>
    public FuzzyIndex(IReadOnlyList<CorrectionEntry> entries, float defaultThreshold)
    {
        var candidates = new List<Candidate>();
        var letters = new List<char>();
        var files = new Dictionary<ulong, (List<int> Whole, List<int> Shortened)>();
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
            _leastThreshold = Math.Min(_leastThreshold, candidate.Threshold);
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
        _ranges = new (int, int, int)[capacity];
        _files = new int[files.Values.Sum(static file => file.Whole.Count + file.Shortened.Count)];
        int position = 0;
        foreach ((ulong code, (List<int> whole, List<int> shortened)) in files)
        {
            int slot = Slot(code);
            while (_codes[slot] != 0)
                slot = (slot + 1) & (capacity - 1);
            _codes[slot] = code;
            _ranges[slot] = (position, whole.Count, whole.Count + shortened.Count);
            whole.CopyTo(_files, position);
            shortened.CopyTo(_files, position + whole.Count);
            position += whole.Count + shortened.Count;
        }

        _glances = [.. _files.Select(index => Glance(_letters.AsSpan(_candidates[index].Start, _candidates[index].Length)))];

        void File(PhoneticCode code, int candidate)
        {
            FileUnder(code.Bits, candidate, isWhole: true);
            for (int i = 0; code.Length >= MinSoundsToShorten && i < code.Length; i++)
                FileUnder(code.Without(i).Bits, candidate, isWhole: false);
        }

        void FileUnder(ulong code, int candidate, bool isWhole)
        {
            if (!files.TryGetValue(code, out (List<int> Whole, List<int> Shortened) file))
                files.Add(code, file = ([], []));
            List<int> list = isWhole ? file.Whole : file.Shortened;
            if (list.Count == 0 || list[^1] != candidate)
                list.Add(candidate);
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
        PhoneticCodes codes = DoubleMetaphone.Encode(letters);
        var query = new Query(letters, codes, Glance(letters), Math.Max(leastScore, _leastThreshold));
        if (!codes.Primary.IsEmpty)
        {
            Look(codes.Primary, ref query);
            if (codes.HasAlternate)
                Look(codes.Alternate, ref query);
        }

        score = query.BestScore;
        return query.Best;
    }

    private static uint Glance(ReadOnlySpan<char> letters)
    {
        uint glance = (uint)letters.Length << LengthShift;
        foreach (char letter in letters)
            glance |= letter is >= 'A' and <= 'Z' ? 1u << (letter - 'A') : 0;
        return glance;
    }

    private void Look(PhoneticCode code, ref Query query)
    {
        int length = code.Length;
        LookUnder(code.Bits, length, isWhole: true, ref query);
        if (length < MinSoundsToShorten || query.Bound(1f, SoundAtBest(length)) < query.LeastScore)
            return; // not even the same spelling would make up for the sound that differs
        for (int i = 0; i < length; i++)
            LookUnder(code.Without(i).Bits, length, isWhole: false, ref query);
    }

    /// <summary>The similarity of codes of which the longer has so many sounds, and one differs.</summary>
    private static float SoundAtBest(int length) => 1f - 1f / length;

    private void LookUnder(ulong code, int length, bool isWhole, ref Query query)
    {
        for (int slot = Slot(code); _codes[slot] != 0; slot = (slot + 1) & (_codes.Length - 1))
        {
            if (_codes[slot] != code)
                continue;
            (int start, int wholeCount, int count) = _ranges[slot];
            Compare(start, wholeCount, isWhole ? 1f : SoundAtBest(length), ref query);
            Compare(start + wholeCount, count - wholeCount, SoundAtBest(isWhole ? length + 1 : length), ref query);
            return;
        }
    }

    private void Compare(int start, int count, float sound, ref Query query)
    {
        ReadOnlySpan<uint> glances = _glances.AsSpan(start, count);
        for (int i = 0; i < glances.Length; i++)
        {
            if (query.Bound(query.SpellingAtBest(glances[i]), sound) < query.LeastScore)
                continue;
            ref readonly Candidate candidate = ref _candidates[_files[start + i]];
            query.Compare(candidate, _letters.AsSpan(candidate.Start, candidate.Length));
        }
    }

    private int Slot(ulong code) => (int)((code * 0x9E3779B97F4A7C15) >> 40) & (_codes.Length - 1); // Fibonacci hashing

    private readonly record struct Candidate(int Entry, int Start, int Length, PhoneticCodes Codes, float Threshold);

    /// <summary>What is looked for, and the best that was found.</summary>
    private ref struct Query(ReadOnlySpan<char> letters, PhoneticCodes codes, uint glance, float leastScore)
    {
        private readonly ReadOnlySpan<char> _letters = letters;
        private readonly float _weight = SoundAlike.WeightOf(codes.Primary.Length);

        public float LeastScore { get; private set; } = leastScore;

        public int Best { get; private set; } = -1;

        public float BestScore { get; private set; }

        /// <summary>Gets the highest score that such similarities can have, and a little more for rounding: the weight of the sound is at most that of the query's code.</summary>
        public readonly float Bound(float spelling, float sound) => Rounding + (sound > spelling ? spelling + _weight * (sound - spelling) : spelling);

        /// <summary>Gets the highest similarity that the spelling can have: each edit mends one of the lengths, or two of the letters that only one side has.</summary>
        public readonly float SpellingAtBest(uint other)
        {
            int length = (int)(glance >> LengthShift);
            int otherLength = (int)(other >> LengthShift);
            int different = System.Numerics.BitOperations.PopCount((glance ^ other) & ((1u << LengthShift) - 1));
            int edits = Math.Max(Math.Abs(length - otherLength), (different + 1) / 2);
            return 1f - (float)edits / Math.Max(length, otherLength);
        }

        public void Compare(in Candidate candidate, ReadOnlySpan<char> letters)
        {
            float score = SoundAlike.Score(_letters, codes, letters, candidate.Codes);
            if (score < LeastScore || score < candidate.Threshold || (score == BestScore && candidate.Entry >= Best))
                return;
            (Best, BestScore, LeastScore) = (candidate.Entry, score, score);
        }
    }
}
