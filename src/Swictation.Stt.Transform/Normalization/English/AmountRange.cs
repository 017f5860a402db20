namespace Swictation.Stt.Transform.Normalization.English;

/// <summary>One amount, or two with an en dash between them.</summary>
/// <param name="least">The amount, or the least.</param>
/// <param name="most">The greatest, where there are two.</param>
/// <param name="isRange">Whether there are two.</param>
internal readonly struct AmountRange(Amount least, Amount most, bool isRange)
{
    public Amount Least { get; } = least;

    public bool IsRange { get; } = isRange;

    public void Write(ref OutputBuffer output)
    {
        Least.Write(ref output);
        if (!IsRange)
            return;
        output.Append('–');
        most.Write(ref output);
    }

    /// <summary>Writes it without the minus of the first amount.</summary>
    public void WriteWithoutSign(ref OutputBuffer output)
    {
        Least.WriteMagnitude(ref output);
        if (!IsRange)
            return;
        output.Append('–');
        most.Write(ref output);
    }
}
