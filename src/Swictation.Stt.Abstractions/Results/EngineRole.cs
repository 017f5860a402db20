namespace Swictation.Stt;

/// <summary>Names one of two engines that work together.</summary>
public enum EngineRole
{
    /// <summary>The engine that is asked first.</summary>
    Primary = 0,

    /// <summary>The engine that stands in for it, or has the last word.</summary>
    Fallback = 1,
}
