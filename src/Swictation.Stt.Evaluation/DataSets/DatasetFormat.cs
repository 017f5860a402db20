namespace Swictation.Stt.Evaluation;

/// <summary>Says how a data set is stored.</summary>
public enum DatasetFormat
{
    /// <summary>NeMo's manifest: a JSON object a line, with <c>audio_filepath</c>, <c>text</c> and, if wanted, <c>offset</c> and <c>duration</c>.</summary>
    NemoManifest,

    /// <summary>A folder as LibriSpeech's: <c>*.trans.txt</c> files at any depth, with an id and a text a line, and <c>id.flac</c> beside them.</summary>
    LibriSpeech,

    /// <summary>A table with tabs between columns: the path of the audio and the text, in this order, or as a header names them.</summary>
    Tsv,
}
