namespace Swictation.Host.Live;

/// <summary>What the last line of a terminal shows while somebody speaks.</summary>
/// <param name="Meter">The level meter.</param>
/// <param name="IsSpeech">Whether somebody speaks.</param>
/// <param name="Stable">The settled words, already made safe to print.</param>
/// <param name="Volatile">The words that may still change, already made safe to print.</param>
/// <param name="IsJoined">Whether no space lies between the two, as in Chinese.</param>
internal sealed record LiveLine(string Meter, bool IsSpeech, string Stable, string Volatile, bool IsJoined = false)
{
    private const string Dim = "\e[2m";
    private const string Normal = "\e[22m";

    /// <summary>Writes the line so that it fits one row, whatever is said: of what is too long, the end.</summary>
    /// <param name="columns">The columns of the terminal.</param>
    /// <param name="styled">Whether what may change is dimmed; else it is put in parentheses.</param>
    public string Render(int columns, bool styled)
    {
        // The last column stays empty: a full row makes some terminals begin another.
        int room = columns - 1;
        string head = $"{Meter} {(IsSpeech ? '*' : ' ')} ";
        if (head.Length > room)
            return TerminalText.KeepEnd(head, Math.Max(0, room), out _);
        string changing = Volatile.Length == 0 || styled ? Volatile : $"({Volatile})";
        string settled = Stable.Length > 0 && changing.Length > 0 && !IsJoined ? Stable + " " : Stable;
        string shown = TerminalText.KeepEnd(settled + changing, room - head.Length, out int cut);
        if (!styled || changing.Length == 0)
            return head + shown;
        // Where the cut lies in what is dimmed, all that is shown is dimmed.
        int plain = cut == 0 ? settled.Length : cut < settled.Length ? settled.Length - cut + TerminalText.Ellipsis.Length : 0;
        return $"{head}{shown[..plain]}{Dim}{shown[plain..]}{Normal}";
    }
}
