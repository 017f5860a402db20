namespace Swictation.Stt;

/// <summary>The names under which pipelines can be observed with meters, activities and logs.</summary>
/// <remarks>
/// All instruments have the tag <see cref="ModelTag"/>. Texts are never part of a metric or an activity; they are logged at the level
/// Trace only.
/// </remarks>
public static class SttDiagnostics
{
    /// <summary>The name of the meter and of the source of activities.</summary>
    public const string Name = "Swictation.Stt";

    /// <summary>Counts the seconds of audio that were processed.</summary>
    public const string AudioDuration = "swictation.stt.audio.duration";

    /// <summary>Counts the seconds of audio that were lost.</summary>
    public const string AudioLost = "swictation.stt.audio.lost";

    /// <summary>The seconds of audio that wait to be processed at this moment, over all pipelines.</summary>
    public const string AudioWaiting = "swictation.stt.audio.waiting";

    /// <summary>Counts how often audio was lost.</summary>
    public const string Overruns = "swictation.stt.overruns";

    /// <summary>Counts utterances, with the tag <see cref="ReasonTag"/>.</summary>
    public const string Utterances = "swictation.stt.utterances";

    /// <summary>The time that an utterance took to be processed, divided by the length of its audio: below 1 is faster than real time.</summary>
    public const string RealTimeFactor = "swictation.stt.utterance.real_time_factor";

    /// <summary>The seconds from the arrival of an utterance's first sound to its first partial text.</summary>
    public const string FirstPartialLatency = "swictation.stt.utterance.first_partial.latency";

    /// <summary>The seconds from the arrival of the audio in which the end of an utterance was noticed to its final text.</summary>
    public const string FinalLatency = "swictation.stt.utterance.final.latency";

    /// <summary>The events that wait to be read at this moment, over all pipelines.</summary>
    public const string EventsWaiting = "swictation.stt.events.waiting";

    /// <summary>Counts partial texts and levels that nobody read before newer ones came.</summary>
    public const string EventsCoalesced = "swictation.stt.events.coalesced";

    /// <summary>Counts errors, with the tag <see cref="KindTag"/>.</summary>
    public const string Errors = "swictation.stt.errors";

    /// <summary>Counts how often an engine of an <see cref="EngineManager"/> was loaded. The tag <see cref="ModelTag"/> of these has the name under which it was added.</summary>
    public const string EngineLoads = "swictation.stt.engine.loads";

    /// <summary>Counts how often an engine of an <see cref="EngineManager"/> was unloaded, with the tag <see cref="ReasonTag"/>: <c>idle</c>, <c>limit</c>, <c>pressure</c>, <c>request</c> or <c>disposed</c>.</summary>
    public const string EngineUnloads = "swictation.stt.engine.unloads";

    /// <summary>Whether an engine of an <see cref="EngineManager"/> is loaded at this moment: 1 or 0.</summary>
    public const string EngineLoaded = "swictation.stt.engine.loaded";

    /// <summary>The bytes by which the process's resident memory grew while an engine was loaded; 0 where it is not loaded.</summary>
    public const string EngineResident = "swictation.stt.engine.memory.resident";

    /// <summary>The bytes by which the process's GPU memory grew while an engine was loaded; 0 where it is not loaded. Only where the driver tells.</summary>
    public const string EngineDevice = "swictation.stt.engine.memory.device";

    /// <summary>The name of the activity of an utterance.</summary>
    public const string UtteranceActivity = "swictation.stt.utterance";

    /// <summary>The tag that names the model.</summary>
    public const string ModelTag = "swictation.stt.model";

    /// <summary>The tag that says why an utterance ended: a name of <see cref="UtteranceEnd"/>; or why an engine was unloaded.</summary>
    public const string ReasonTag = "swictation.stt.reason";

    /// <summary>The tag that says what kind of error it was: a name of <see cref="SttErrorKind"/>.</summary>
    public const string KindTag = "swictation.stt.error.kind";

    /// <summary>The tag of an activity with the utterance's number.</summary>
    public const string UtteranceTag = "swictation.stt.utterance.number";

    /// <summary>The tag of an activity with where the utterance starts in the source, in seconds.</summary>
    public const string StartTag = "swictation.stt.utterance.start";

    /// <summary>The tag of an activity with the length of the utterance's audio in seconds.</summary>
    public const string DurationTag = "swictation.stt.utterance.duration";

    /// <summary>The tag of an activity with the number of words in the final text.</summary>
    public const string WordsTag = "swictation.stt.utterance.words";
}
