namespace Swictation.Stt.Transform.Corrections;

/// <summary>How a word sounds, as up to 16 sounds of Double Metaphone in four bits each: comparing and shortening codes needs no memory.</summary>
/// <param name="Bits">The sounds, the first in the lowest bits, as their position in <see cref="Sounds"/>; 0 ends the code.</param>
internal readonly record struct PhoneticCode(ulong Bits)
{
    /// <summary>The most sounds that a code keeps. Philips' own code keeps four, which is too few to tell long words apart.</summary>
    public const int MaxLength = 16;

    /// <summary>The sounds: 0 is that of "th", X that of "sh", A any vowel at the start.</summary>
    public const string Sounds = " AFHJKLMNPRSTX0";

    private const int BitsPerSound = 4;

    public bool IsEmpty => Bits == 0;

    public int Length => (67 - System.Numerics.BitOperations.LeadingZeroCount(Bits)) / BitsPerSound;

    /// <summary>Gets the code without one of its sounds.</summary>
    public PhoneticCode Without(int index)
    {
        int shift = index * BitsPerSound;
        ulong below = (1UL << shift) - 1;
        return new PhoneticCode((Bits & below) | ((Bits >> BitsPerSound) & ~below));
    }

    /// <summary>Gets the code with a sound more, or itself where it is full.</summary>
    /// <param name="sound">The sound.</param>
    /// <param name="length">The length of the code.</param>
    public PhoneticCode With(char sound, int length) => length >= MaxLength
        ? this
        : new PhoneticCode(Bits | ((ulong)Sounds.IndexOf(sound, StringComparison.Ordinal) << (length * BitsPerSound)));

    /// <summary>Gets how alike two codes are, from 0 to 1: one less the share of sounds that differ.</summary>
    public static float Similarity(PhoneticCode left, PhoneticCode right)
    {
        if (left.Bits == right.Bits)
            return left.IsEmpty ? 0f : 1f;
        Span<char> a = stackalloc char[MaxLength];
        Span<char> b = stackalloc char[MaxLength];
        a = a[..left.CopyTo(a)];
        b = b[..right.CopyTo(b)];
        return a.IsEmpty || b.IsEmpty ? 0f : SpellingDistance.Similarity(a, b);
    }

    /// <summary>Writes the sounds into a span of at least <see cref="MaxLength"/>.</summary>
    /// <returns>How many there are.</returns>
    public int CopyTo(Span<char> destination)
    {
        int length = 0;
        for (ulong bits = Bits; bits != 0; bits >>= BitsPerSound)
            destination[length++] = Sounds[(int)(bits & 15)];
        return length;
    }

    public override string ToString()
    {
        Span<char> sounds = stackalloc char[MaxLength];
        return new string(sounds[..CopyTo(sounds)]);
    }
}
