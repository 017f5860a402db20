namespace Swictation.Stt.Whisper;

/// <summary>
/// The bytes of each token of a byte-level vocabulary, and back. One block of bytes, one of offsets and one hash table in place of
/// objects: 1 MB for Whisper's 50,257 tokens. Immutable.
/// </summary>
internal sealed class TokenTable
{
    private readonly byte[] _bytes;
    private readonly int[] _offsets;
    private readonly int[] _slots;

    /// <summary>Initializes a new instance of the <see cref="TokenTable"/> class.</summary>
    /// <param name="bytes">All tokens' bytes, one after the other.</param>
    /// <param name="offsets">Where each token begins, and the end of the last.</param>
    public TokenTable(byte[] bytes, int[] offsets)
    {
        _bytes = bytes;
        _offsets = offsets;
        int size = 16;
        while (size < 2 * Count)
            size *= 2;
        _slots = new int[size];
        for (int id = 0; id < Count; id++)
        {
            int slot = FindSlot(this[id]);
            // Of equal tokens the first is found; a slot holds the number and one, 0 is free.
            if (_slots[slot] == 0)
                _slots[slot] = id + 1;
            LongestToken = Math.Max(LongestToken, this[id].Length);
        }
    }

    /// <summary>Gets the number of tokens.</summary>
    public int Count => _offsets.Length - 1;

    /// <summary>Gets the number of bytes of the longest token.</summary>
    public int LongestToken { get; }

    /// <summary>Gets a token's bytes; <paramref name="id"/> is from 0 to <see cref="Count"/> - 1.</summary>
    public ReadOnlySpan<byte> this[int id] => _bytes.AsSpan(_offsets[id], _offsets[id + 1] - _offsets[id]);

    /// <summary>Finds the token of the given bytes.</summary>
    /// <returns>Its number, or -1.</returns>
    public int Find(ReadOnlySpan<byte> bytes) => bytes.Length > LongestToken ? -1 : _slots[FindSlot(bytes)] - 1;

    private int FindSlot(ReadOnlySpan<byte> bytes)
    {
        int mask = _slots.Length - 1;
        uint hash = 2166136261; // FNV-1a
        foreach (byte value in bytes)
            hash = (hash ^ value) * 16777619;
        int slot = (int)(hash ^ (hash >> 15)) & mask;
        while (_slots[slot] != 0 && !this[_slots[slot] - 1].SequenceEqual(bytes))
            slot = (slot + 1) & mask;
        return slot;
    }
}
