using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper.Tests;

/// <summary>Tokenizers of the random Whisper that lies beside the repository, read once; their vocabulary is OpenAI's multilingual one.</summary>
internal static class Tokenizers
{
    private static readonly Lazy<WhisperTokenizer> HuggingFaceTokenizer = new(static () => ReadHuggingFace(Optimum));
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Metadata = new(ReadMetadata);

    public static string Optimum => SharedFiles.Path("models", "whisper-random", "optimum");

    public static string SherpaTokens => SharedFiles.Path("models", "whisper-random", "sherpa", "tiny-tokens.txt");

    public static string SherpaEncoder => SharedFiles.Path("models", "whisper-random", "sherpa", "tiny-encoder.onnx");

    /// <summary>Gets the tokenizer of vocab.json and added_tokens.json; skips where the shared files are absent.</summary>
    public static WhisperTokenizer Shared
    {
        get
        {
            _ = Optimum; // skips outside of the lazy value, which would keep the exception
            return HuggingFaceTokenizer.Value;
        }
    }

    public static IReadOnlyDictionary<string, string> SherpaMetadata
    {
        get
        {
            _ = SherpaEncoder;
            return Metadata.Value;
        }
    }

    public static WhisperTokenizer ReadHuggingFace(string directory) => HuggingFaceTokenizerReader.Read(HuggingFaceTokenizerFiles.Find(directory));

    public static WhisperTokenizer ReadSherpa(string? tokens = null, IReadOnlyDictionary<string, string>? metadata = null) =>
        SherpaTokenizerReader.Read(tokens ?? SherpaTokens, metadata ?? SherpaMetadata, SherpaEncoder);

    private static IReadOnlyDictionary<string, string> ReadMetadata()
    {
        using InferenceSession session = InferenceSession.FromFile(SherpaEncoder, new SessionOptions { IntraOpThreads = 1 });
        return session.Metadata.Custom;
    }
}
