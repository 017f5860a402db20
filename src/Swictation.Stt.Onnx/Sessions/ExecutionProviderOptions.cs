using System.Collections.ObjectModel;

namespace Swictation.Stt.Onnx;

/// <summary>An execution provider with its options.</summary>
/// <param name="Provider">The provider.</param>
public sealed record ExecutionProviderOptions(ExecutionProvider Provider)
{
    /// <summary>Gets the provider's own options, such as <c>device_id</c>, as its documentation names them.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyDictionary<string, string> Options { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets the options of a provider without any.</summary>
    /// <param name="provider">The provider.</param>
    public static implicit operator ExecutionProviderOptions(ExecutionProvider provider) => FromExecutionProvider(provider);

    /// <summary>Gets the options of a provider without any.</summary>
    /// <param name="provider">The provider.</param>
    /// <returns>The options.</returns>
    public static ExecutionProviderOptions FromExecutionProvider(ExecutionProvider provider) => new(provider);
}
