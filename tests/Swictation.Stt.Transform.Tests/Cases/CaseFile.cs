namespace Swictation.Stt.Transform.Tests.Cases;

/// <summary>Reads files of cases: what is said, a tab, what is typed, with \n and \t as escapes; lines that begin with # are headings.</summary>
internal static class CaseFile
{
    public static IEnumerable<(string Spoken, string Typed)> Read(string path) =>
        from line in File.ReadLines(path)
        where line.Length > 0 && line[0] != '#'
        let parts = line.Split('\t')
        select (parts[0], parts[1].Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal));

    /// <summary>Runs every case by itself and lists those that came out differently.</summary>
    public static IReadOnlyList<string> Failures(string path, TransformRules rules) =>
    [
        .. from entry in Read(path)
           let typed = new TextTransformer(rules).Transform(entry.Spoken).Text
           where typed != entry.Typed
           select $"{entry.Spoken} -> {typed} (not {entry.Typed})",
    ];
}
