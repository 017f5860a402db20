using System.Globalization;

namespace Swictation.Stt.Transform.Normalization;

/// <summary>
/// A caller's buffer that is filled from the front. What does not fit is counted all the same, so that taking it back makes the buffer large enough again.
/// </summary>
internal ref struct OutputBuffer(Span<char> destination)
{
    private readonly Span<char> _destination = destination;

    /// <summary>Gets how much is written, or would be.</summary>
    public int Length { get; private set; }

    /// <summary>Gets whether something did not fit.</summary>
    public readonly bool IsTooSmall => Length > _destination.Length;

    /// <summary>Gets what is written; only where everything fitted.</summary>
    public readonly ReadOnlySpan<char> Written => _destination[..Length];

    public void Append(scoped ReadOnlySpan<char> text)
    {
        if (Length + text.Length <= _destination.Length)
            text.CopyTo(_destination[Length..]);
        Length += text.Length;
    }

    public void Append(char value) => Append(new ReadOnlySpan<char>(in value));

    public void Append(long value, int digits = 1)
    {
        Span<char> text = stackalloc char[20];
        value.TryFormat(text, out int length, digits == 2 ? "00" : default(ReadOnlySpan<char>), CultureInfo.InvariantCulture);
        Append(text[..length]);
    }

    /// <summary>Writes a text in lower case.</summary>
    public void AppendLower(scoped ReadOnlySpan<char> text)
    {
        foreach (char c in text)
            Append(char.ToLowerInvariant(c));
    }

    /// <summary>Takes back what was written last.</summary>
    public void Truncate(int length) => Length = length;
}
