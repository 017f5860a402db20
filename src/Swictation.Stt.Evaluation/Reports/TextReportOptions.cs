namespace Swictation.Stt.Evaluation;

/// <summary>Says what <see cref="TextReport"/> shows. Immutable.</summary>
public sealed record TextReportOptions
{
    /// <summary>Gets how many of the recordings with the highest error rates are listed for each model.</summary>
    /// <value>The default is 5. Not negative.</value>
    public int Worst { get; init; } = 5;

    /// <summary>Gets how many confusions of each kind are listed for each model.</summary>
    /// <value>The default is 5. Not negative.</value>
    public int Confusions { get; init; } = 5;

    /// <summary>Gets whether every recording is listed.</summary>
    public bool PerFile { get; init; }

    /// <summary>Gets whether the listed worst recordings are shown aligned, word under word.</summary>
    public bool Align { get; init; }

    /// <summary>Gets whether errors are coloured by ANSI escape sequences.</summary>
    public bool Color { get; init; }

    /// <summary>Gets how many columns an aligned text may take.</summary>
    /// <value>The default is 100. At least 20.</value>
    public int Width { get; init; } = 100;

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Worst);
        ArgumentOutOfRangeException.ThrowIfNegative(Confusions);
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, 20);
    }
}
