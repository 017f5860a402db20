namespace Swictation.Stt.Parakeet;

/// <summary>Where a CTC decoder stands between two parts of an utterance.</summary>
/// <param name="Frame">The next frame.</param>
/// <param name="Previous">The class of the frame before.</param>
/// <param name="RunBonus">The bonus with which its run won.</param>
/// <param name="Last">The token of that run, which the next frames may make longer; unused after a blank.</param>
/// <param name="Boost">Where the phrases stand.</param>
internal readonly record struct CtcPoint(int Frame, int Previous, float RunBonus, DecodedToken Last, BoostTracker.Position Boost)
{
    /// <summary>Gets where an utterance begins.</summary>
    public static CtcPoint Start(int frame, int blank) => new(frame, blank, 0, default, default);

    /// <summary>Goes on to a frame, if it is not there yet: nothing was said before it.</summary>
    public CtcPoint SkipTo(int frame, int blank) => Frame >= frame ? this : this with { Frame = frame, Previous = blank, RunBonus = 0 };
}
