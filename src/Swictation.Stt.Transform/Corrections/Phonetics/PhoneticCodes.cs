namespace Swictation.Stt.Transform.Corrections;

/// <summary>The two codes of a word: how it sounds in American English, and how it might sound besides. They are equal for most words.</summary>
internal readonly record struct PhoneticCodes(PhoneticCode Primary, PhoneticCode Alternate)
{
    public bool HasAlternate => Primary != Alternate && !Alternate.IsEmpty;

    /// <summary>Gets how alike two words sound, from 0 to 1: the best of the pairs of their codes.</summary>
    public static float Similarity(PhoneticCodes left, PhoneticCodes right)
    {
        float best = PhoneticCode.Similarity(left.Primary, right.Primary);
        if (left.HasAlternate)
            best = Math.Max(best, PhoneticCode.Similarity(left.Alternate, right.Primary));
        if (right.HasAlternate)
            best = Math.Max(best, PhoneticCode.Similarity(left.Primary, right.Alternate));
        if (left.HasAlternate && right.HasAlternate)
            best = Math.Max(best, PhoneticCode.Similarity(left.Alternate, right.Alternate));
        return best;
    }
}
