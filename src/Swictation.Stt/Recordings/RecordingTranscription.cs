namespace Swictation.Stt;

/// <summary>Represents what was said in a recording, and how much of it was speech. Immutable.</summary>
public sealed record RecordingTranscription
{
    /// <summary>Gets what was said; times are those of the recording.</summary>
    public required Transcription Transcription { get; init; }

    /// <summary>Gets how much of the recording was given to the engine: what the detector took for speech, with short silences and padding.</summary>
    public required TimeSpan Speech { get; init; }

    /// <summary>Gets the loudest sample's magnitude; 1 is full scale.</summary>
    public required float Peak { get; init; }

    /// <summary>
    /// Gets a value indicating whether there is sound, but the detector took none of it for speech. The text is empty then; a person should be
    /// told, since the detector may be wrong.
    /// </summary>
    public bool HasOnlyNoise => Speech == TimeSpan.Zero && Peak > DetectorGain.SilencePeak;

    /// <summary>Returns the text.</summary>
    /// <returns>The text of <see cref="Transcription"/>.</returns>
    public override string ToString() => Transcription.Text;
}
