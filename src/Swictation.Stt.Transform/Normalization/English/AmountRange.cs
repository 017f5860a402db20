namespace Swictation.Stt.Transform.Normalization.English;

/// <summary>One amount, or two that belong together.</summary>
/// <param name="least">The amount, or the first.</param>
/// <param name="most">The second, where there are two.</param>
/// <param name="connector">What was said between them; none where there is one.</param>
internal readonly struct AmountRange(Amount least, Amount most, WordRoles connector)
{
    public Amount Least { get; } = least;

    public bool IsRange => connector != WordRoles.None;

    public void Write(ref OutputBuffer output)
    {
        Least.Write(ref output);
        WriteMost(ref output);
    }

    /// <summary>Writes it without the minus of the first amount.</summary>
    public void WriteWithoutSign(ref OutputBuffer output)
    {
        Least.WriteMagnitude(ref output);
        WriteMost(ref output);
    }

    private void WriteMost(ref OutputBuffer output)
    {
        if (!IsRange)
            return;
        output.Append(connector switch
        {
            WordRoles.Or => " or ",
            WordRoles.And => " and ",
            _ => "–",
        });
        most.Write(ref output);
    }
}
