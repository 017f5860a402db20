namespace Swictation.Stt.Evaluation;

/// <summary>Represents a way to bring transcripts into one form before they are compared, so that only what was heard counts.</summary>
/// <remarks>
/// <para>Immutable and safe for concurrent use. No text makes it throw.</para>
/// <para>Error rates can be compared only where one normaliser made them all: every result states the <see cref="Name"/>.</para>
/// </remarks>
public interface ITextNormalizer
{
    /// <summary>Gets the name that results state, such as <c>english</c>. Two normalisers that differ in any output have different names.</summary>
    string Name { get; }

    /// <summary>Normalises a text.</summary>
    /// <param name="text">The text: a reference or what was recognised.</param>
    /// <returns>The text whose words, separated by white space, are compared. White space at its ends means nothing.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    string Normalize(string text);
}
