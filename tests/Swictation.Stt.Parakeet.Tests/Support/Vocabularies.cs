namespace Swictation.Stt.Parakeet.Tests;

/// <summary>Vocabularies made by hand.</summary>
internal static class Vocabularies
{
    public static Vocabulary Of(params string[] pieces)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, pieces.Append("<blk>").Select((piece, id) => $"{piece} {id}"));
            return Vocabulary.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
