using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace Swictation.Host.Input;

/// <summary>Turns arguments into recordings: files as they are, folders searched, patterns expanded.</summary>
internal static class InputFiles
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".wav", ".wave", ".w64", ".mp3", ".flac", ".ogg", ".oga", ".opus", ".m4a", ".m4b", ".aac", ".mp4", ".m4v", ".mov", ".mkv", ".webm",
        ".wma", ".aif", ".aiff", ".caf", ".amr", ".3gp", ".avi",
    };

    /// <summary>Finds the recordings.</summary>
    /// <exception cref="UsageException">A folder or a pattern has none, or two would write the same transcript.</exception>
    public static IReadOnlyList<InputFile> Find(IReadOnlyList<string> arguments)
    {
        if (arguments.Count(static argument => argument == InputFile.StandardInput) > 1)
            throw new UsageException("Standard input (-) can be given once only.");
        List<string> paths = [.. arguments.SelectMany(Expand).Distinct()];
        ILookup<string, string> byStem = paths.ToLookup(Stem, PathComparer);
        var files = new List<InputFile>();
        foreach (string path in paths)
        {
            // talk.wav and talk.mp3 become talk.wav.txt and talk.mp3.txt; alone, talk.txt.
            string name = byStem[Stem(path)].Count() == 1 ? Stem(path) : Path.GetFileName(path);
            files.Add(new InputFile(path, name));
        }

        return files;
    }

    /// <summary>Throws where two recordings would write the same transcript.</summary>
    public static void RequireDistinctNames(IReadOnlyList<InputFile> files)
    {
        IGrouping<string, InputFile>? clash = files.GroupBy(static file => file.OutputName, PathComparer).FirstOrDefault(static group => group.Count() > 1);
        if (clash is not null)
            throw new UsageException($"{string.Join(" and ", clash.Select(static file => file.Path))} would write the same transcript. Transcribe them into different folders.");
    }

    private static StringComparer PathComparer => OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    private static string Stem(string path) => path == InputFile.StandardInput ? "stdin" : Path.GetFileNameWithoutExtension(path);

    private static IEnumerable<string> Expand(string argument)
    {
        if (argument == InputFile.StandardInput || File.Exists(argument))
            return [argument];
        if (Directory.Exists(argument))
        {
            string[] found = [.. Directory.EnumerateFiles(argument, "*", SearchOption.AllDirectories).Where(IsRecording).Order(StringComparer.Ordinal)];
            return found.Length > 0 ? found : throw new UsageException($"The folder {argument} holds no recordings ({string.Join(' ', Extensions.Take(8))} …).");
        }

        if (argument.AsSpan().IndexOfAny('*', '?') < 0)
            return [argument]; // missing: reported when it is its turn
        string[] matches = Match(argument);
        return matches.Length > 0 ? matches : throw new UsageException($"No file matches {argument}.");
    }

    private static bool IsRecording(string path) => Extensions.Contains(Path.GetExtension(path));

    private static string[] Match(string pattern)
    {
        string normalised = pattern.Replace('\\', '/');
        int wild = normalised.AsSpan().IndexOfAny('*', '?');
        int slash = normalised.LastIndexOf('/', wild);
        string root = slash < 0 ? "." : slash == 0 ? "/" : normalised[..slash];
        if (!Directory.Exists(root))
            return [];
        var matcher = new Matcher(OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
        string rest = normalised[(slash + 1)..];
        matcher.AddInclude(rest.Contains('?', StringComparison.Ordinal) ? rest.Replace('?', '*') : rest);
        IEnumerable<string> files = matcher.Execute(new DirectoryInfoWrapper(new DirectoryInfo(root))).Files.Select(static match => match.Path);
        if (rest.Contains('?', StringComparison.Ordinal))
        {
            string last = rest[(rest.LastIndexOf('/') + 1)..];
            files = files.Where(path => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(last, Path.GetFileName(path), ignoreCase: !OperatingSystem.IsLinux()));
        }

        return [.. files.Select(path => slash < 0 ? path : Path.Combine(root, path)).Order(StringComparer.Ordinal)];
    }
}
