namespace Swictation.Stt.Transform.Engine;

/// <summary>Gives each sort of quotation marks a bit.</summary>
internal static class QuoteStyles
{
    /// <summary>The bit of straight double quotation marks.</summary>
    public const uint Straight = 1;

    private static readonly string[] Known = ["\"", "'", "`", "“", "‘", "„", "‚", "«"];

    /// <summary>Gets the bit of an opening mark; sorts of a user's own share one.</summary>
    public static uint BitOf(string opening)
    {
        int index = Array.FindIndex(Known, known => opening.StartsWith(known, StringComparison.Ordinal));
        return 1u << (index < 0 ? Known.Length : index);
    }
}
