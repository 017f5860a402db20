using Swictation.Stt;

namespace Swictation.Host.Live;

/// <summary>
/// The view on a terminal. What is being said stands in the last row and is drawn again and again; what was said is printed once, above it, and
/// is the terminal's to wrap and to scroll. The cursor is never hidden and no mode is set: however the program ends, there is nothing to restore.
/// </summary>
/// <param name="columns">Gives the columns of the terminal at the moment.</param>
/// <param name="styled">Whether what may change is dimmed; <c>NO_COLOR</c> asks for none of it.</param>
internal sealed class LiveView(Func<int> columns, bool styled) : IEventView
{
    private const string ClearBelow = "\e[J";
    private const string SaveCursor = "\e7"; // DECSC
    private const string RestoreCursor = "\e8"; // DECRC
    private static readonly LiveLine Quiet = new(LevelMeter.Draw(-100, -100), false, string.Empty, string.Empty);

    private LiveLine _line = Quiet;
    private string _drawn = string.Empty;
    private int _drawnColumns;

    public string Show(SttEvent happening)
    {
        switch (happening)
        {
            case LevelEvent level:
                _line = _line with { Meter = LevelMeter.Draw(level.Rms, level.Peak), IsSpeech = level.IsSpeech };
                return Draw();
            case SpeechStartedEvent:
                _line = _line with { IsSpeech = true, Stable = string.Empty, Volatile = string.Empty };
                return Draw();
            case PartialEvent partial:
                (string stable, string changing) = ShownText.Of(partial);
                _line = _line with
                {
                    Stable = stable,
                    Volatile = changing,
                    IsJoined = partial.Transcription.VolatileWords is [{ HasSpaceBefore: false }, ..],
                };
                return Draw();
            case FinalEvent final:
                _line = _line with { IsSpeech = false, Stable = string.Empty, Volatile = string.Empty };
                string text = ShownText.Of(final);
                return text.Length == 0 ? Draw() : $"{Erase()}{text}\n{Draw()}";
            case ErrorEvent:
                return Erase(); // its line goes to standard error, most often the same terminal
            default:
                return string.Empty;
        }
    }

    public string End() => Erase();

    private string Draw()
    {
        int width = columns();
        string rendered = _line.Render(width, styled);
        if (rendered == _drawn && width == _drawnColumns)
            return string.Empty;
        string drawing = Erase() + SaveCursor + rendered;
        (_drawn, _drawnColumns) = (rendered, width);
        return drawing;
    }

    /// <summary>
    /// Goes to where the row began and clears it. After a change of the width the terminal may have wrapped the row into several, but has moved
    /// the place that was saved with them.
    /// </summary>
    private string Erase()
    {
        if (_drawn.Length == 0)
            return string.Empty;
        _drawn = string.Empty;
        return (columns() == _drawnColumns ? "\r" : RestoreCursor) + ClearBelow;
    }
}
