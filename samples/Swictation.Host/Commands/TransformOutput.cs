namespace Swictation.Host.Commands;

/// <summary>What <c>swictation transform</c> prints.</summary>
internal enum TransformOutput
{
    /// <summary>A line of text for each utterance.</summary>
    Lines,

    /// <summary>The text that all utterances come to.</summary>
    Document,

    /// <summary>Which rule made what of which words.</summary>
    Explanation,

    /// <summary>A line for each edit.</summary>
    Edits,

    /// <summary>A JSON object for each utterance.</summary>
    Json,
}
