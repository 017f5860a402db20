namespace Swictation.Stt;

/// <summary>The pauses of speech that is still going on; positions in samples.</summary>
/// <param name="shortest">The shortest pause at which speech may be cut.</param>
internal sealed class PauseList(int shortest)
{
    private readonly List<(long Start, long End)> _pauses = [];

    /// <summary>Adds a stretch of silence. One that follows the last directly is part of it.</summary>
    public void Add(long start, long end)
    {
        if (_pauses.Count > 0 && _pauses[^1].End == start)
            _pauses[^1] = (_pauses[^1].Start, end);
        else
            _pauses.Add((start, end));
    }

    /// <summary>Forgets the pauses that began before a place, or there.</summary>
    public void Forget(long place) => _pauses.RemoveAll(pause => pause.Start <= place);

    /// <summary>Finds where to cut: in the middle of the longest pause of a range, else of the last one before it, else of the first one after it.</summary>
    /// <returns>The place, or null where there is no pause.</returns>
    public long? Best(long earliest, long latest)
    {
        long? before = null, within = null;
        long longest = 0;
        foreach ((long start, long end) in _pauses)
        {
            if (end - start < shortest)
                continue;
            long middle = start + ((end - start) / 2);
            if (middle > latest)
                return within ?? before ?? middle;
            if (middle < earliest)
                before = middle;
            else if (end - start >= longest)
                (longest, within) = (end - start, middle);
        }

        return within ?? before;
    }
}
