using System.Text;

namespace Swictation.Stt.Transform.RuleFiles;

/// <summary>A line of a file of rules, in words. Words in quotation marks can hold spaces, and \n, \t, \" and \\.</summary>
internal sealed class RuleLine
{
    private readonly string _file;

    public RuleLine(string file, int number, string text)
    {
        _file = file;
        Number = number;
        List<string> words = [];
        for (int i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
                i++;
            else
                words.Add(text[i] == '"' && (i + 1 < text.Length) ? ReadQuoted(text, ref i) : ReadPlain(text, ref i));
        }

        Verb = words.Count == 0 ? string.Empty : words[0].ToLowerInvariant();
        int equals = words.IndexOf("=", 1 < words.Count ? 1 : 0);
        HasValue = equals > 0;
        Before = HasValue ? words.GetRange(1, equals - 1) : words.Count == 0 ? [] : words.GetRange(1, words.Count - 1);
        After = HasValue ? words.GetRange(equals + 1, words.Count - equals - 1) : [];
    }

    public int Number { get; }

    /// <summary>Gets the first word, in small letters; empty on an empty line.</summary>
    public string Verb { get; }

    /// <summary>Gets whether there is a "=".</summary>
    public bool HasValue { get; }

    /// <summary>Gets the words between the first one and "=".</summary>
    public IReadOnlyList<string> Before { get; }

    /// <summary>Gets the words behind "=".</summary>
    public IReadOnlyList<string> After { get; }

    public string Phrase => Before.Count > 0 ? string.Join(' ', Before) : throw Wrong($"\"{Verb}\" needs the words that are said behind it, for example: {RuleFileReader.ExampleOf(Verb)}");

    public RuleFileException Wrong(string message) => new(_file, Number, message);

    private static string ReadPlain(string text, ref int position)
    {
        int start = position;
        while (position < text.Length && !char.IsWhiteSpace(text[position]))
            position++;
        return text[start..position];
    }

    private string ReadQuoted(string text, ref int position)
    {
        var word = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            char c = text[position];
            if (c == '"')
            {
                position++;
                if (position < text.Length && !char.IsWhiteSpace(text[position]))
                    throw Wrong("behind the closing quotation mark there has to be a space. A quotation mark that is typed is written \\\" within quotation marks.");
                return word.ToString();
            }

            if (c == '\\')
            {
                position++;
                word.Append(position == text.Length ? throw Unclosed() : text[position] switch
                {
                    'n' => '\n',
                    't' => '\t',
                    '"' => '"',
                    '\\' => '\\',
                    _ => throw Wrong($"\\{text[position]} is unknown within quotation marks. There are \\n, \\t, \\\" and \\\\."),
                });
            }
            else
            {
                word.Append(c);
            }
        }

        throw Unclosed();
    }

    private RuleFileException Unclosed() => Wrong("a quotation mark that opens is never closed. Close it, or write \"\\\"\" where a quotation mark is typed.");
}
