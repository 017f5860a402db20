namespace Swictation.Stt;

/// <summary>What is published of the models that the manifest lists.</summary>
/// <remarks>
/// <para>Word error rates: Hugging Face, Open ASR leaderboard, English short form, mean over its sets (2026). Of Whisper base, small and medium it lists
/// the English variants only, which are a little better than the multilingual ones.</para>
/// <para>Operations for each second of audio: twice the encoder's parameters for each of its positions (12.5 in a second for FastConformer, 50 for
/// Whisper), and twice the decoder's for each of Whisper's tokens (4 in a second); thousand millions.</para>
/// </remarks>
internal static class PublishedFigures
{
    private static readonly (string Family, double ErrorRate, double Operations)[] Known =
    [
        ("parakeet-tdt-0.6b-v2", 6.05, 15),
        ("parakeet-tdt-0.6b-v3", 6.32, 15),
        ("parakeet-tdt-1.1b", 7.02, 27),
        ("parakeet-rnnt-0.6b", 7.50, 15),
        ("parakeet-ctc-0.6b", 7.69, 15),
        ("parakeet-tdt-ctc-110m", 7.49, 2.8),
        ("distil-whisper-large-v3.5", 7.21, 65),
        ("distil-whisper-large-v3", 7.52, 65),
        ("whisper-large-v3-turbo", 7.83, 65),
        ("whisper-large-v3", 7.44, 71),
        ("whisper-medium", 8.09, 34),
        ("whisper-small", 8.59, 10),
        ("whisper-base", 10.32, 2.5),
        ("whisper-tiny", 12.81, 1),
    ];

    /// <summary>Finds the figures of a model by the family that its name begins with: the longest that does.</summary>
    public static (double ErrorRate, double Operations)? Find(string id)
    {
        (string Family, double ErrorRate, double Operations)[] found =
            [.. Known.Where(known => id.StartsWith(known.Family, StringComparison.OrdinalIgnoreCase)).OrderByDescending(static known => known.Family.Length)];
        return found.Length == 0 ? null : (found[0].ErrorRate, found[0].Operations);
    }
}
