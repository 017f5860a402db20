using Swictation.Stt.Transform.Words;

namespace Swictation.Stt.Transform.Keys;

/// <summary>How keys are named and spoken.</summary>
internal static class KeyNames
{
    /// <summary>The keys, by what is said. Those of one word count after "press" alone; letters and digits need something that is held.</summary>
    private static readonly (string Spoken, string Name, bool CountsAlone)[] Spoken = [.. List()];

    private static readonly WordTable ByPhrase = new(Spoken.Select(static (key, i) => KeyValuePair.Create(key.Spoken, i)));

    private static readonly WordTable ByName = new(Spoken.Select(static (key, i) => KeyValuePair.Create(key.Name, i)));

    private static readonly WordTable Modifiers = new(
    [
        new("control", (int)KeyModifiers.Control), new("ctrl", (int)KeyModifiers.Control), new("alt", (int)KeyModifiers.Alt), new("alternate", (int)KeyModifiers.Alt),
        new("option", (int)KeyModifiers.Alt), new("shift", (int)KeyModifiers.Shift), new("super", (int)KeyModifiers.Super), new("windows", (int)KeyModifiers.Super),
        new("command", (int)KeyModifiers.Super), new("meta", (int)KeyModifiers.Super), new("cmd", (int)KeyModifiers.Super),
    ]);

    /// <summary>Finds a modifier by its name.</summary>
    /// <returns>The modifier; none where the word names none.</returns>
    public static KeyModifiers FindModifier(ReadOnlySpan<char> word)
    {
        int value = Modifiers.Find(word);
        return value < 0 ? KeyModifiers.None : (KeyModifiers)value;
    }

    /// <summary>Finds a key by its written name.</summary>
    /// <returns>The name as we write it, or null.</returns>
    public static string? FindName(ReadOnlySpan<char> name)
    {
        int index = ByName.Find(name);
        return index < 0 ? null : Spoken[index].Name;
    }

    /// <summary>Reads the keys that are spoken from a word on: "control c", "page up", "f five", "enter key".</summary>
    /// <param name="text">The utterance.</param>
    /// <param name="words">Its words.</param>
    /// <param name="first">Where the keys begin.</param>
    /// <param name="chord">The keys.</param>
    /// <returns>How many words they took; 0 where no keys are named.</returns>
    public static int Read(ReadOnlySpan<char> text, ReadOnlySpan<SpokenWord> words, int first, out KeyChord chord)
    {
        if (first < words.Length && KeyChord.TryParse(words[first].CoreOf(text), out chord) && chord.Modifiers != KeyModifiers.None)
            return 1; // as some models write it: "Ctrl+C"
        chord = default;
        KeyModifiers modifiers = KeyModifiers.None;
        int position = first;
        while (position < words.Length && FindModifier(words[position].CoreOf(text)) is var modifier and not KeyModifiers.None)
        {
            modifiers |= modifier;
            if (words[position++].HasMarksAfter)
                return 0;
        }

        int taken = ReadKey(text, words, position, out int key);
        if (taken == 0)
            return 0;
        bool isNamedKey = position + taken < words.Length && !words[position + taken - 1].HasMarksAfter
            && words[position + taken].CoreOf(text).Equals("key", StringComparison.OrdinalIgnoreCase);
        if (modifiers == KeyModifiers.None && !Spoken[key].CountsAlone && !isNamedKey)
            return 0;
        chord = new KeyChord(modifiers, Spoken[key].Name);
        return position + taken + (isNamedKey ? 1 : 0) - first;
    }

    private static int ReadKey(ReadOnlySpan<char> text, ReadOnlySpan<SpokenWord> words, int first, out int key)
    {
        key = -1;
        if (first >= words.Length)
            return 0;
        SpokenWord word = words[first];
        if (first + 1 < words.Length && !word.HasMarksAfter)
        {
            // Two words in a buffer, with the space between them.
            ReadOnlySpan<char> one = word.CoreOf(text);
            ReadOnlySpan<char> two = words[first + 1].CoreOf(text);
            Span<char> both = stackalloc char[24];
            if (one.Length + 1 + two.Length <= both.Length)
            {
                one.CopyTo(both);
                both[one.Length] = ' ';
                two.CopyTo(both[(one.Length + 1)..]);
                key = ByPhrase.Find(both[..(one.Length + 1 + two.Length)]);
                if (key >= 0)
                    return 2;
            }
        }

        key = ByPhrase.Find(word.CoreOf(text));
        return key < 0 ? 0 : 1;
    }

    private static IEnumerable<(string Spoken, string Name, bool CountsAlone)> List()
    {
        (string Name, string[] Phrases)[] named =
        [
            ("Enter", ["enter", "return"]), ("Tab", ["tab"]), ("Escape", ["escape", "esc"]), ("Space", ["space bar", "spacebar", "space"]),
            ("Backspace", ["backspace", "back space"]), ("Delete", ["delete"]), ("Insert", ["insert"]), ("PageUp", ["page up"]), ("PageDown", ["page down"]),
            ("Up", ["up arrow", "arrow up"]), ("Down", ["down arrow", "arrow down"]), ("Left", ["left arrow", "arrow left"]), ("Right", ["right arrow", "arrow right"]),
            ("PrintScreen", ["print screen"]), ("CapsLock", ["caps lock"]),
        ];
        foreach ((string name, string[] phrases) in named)
        {
            yield return (name.ToLowerInvariant(), name, true);
            foreach (string phrase in phrases)
                yield return (phrase, name, true);
        }

        foreach ((string phrase, string name) in new[] { ("home", "Home"), ("end", "End"), ("up", "Up"), ("down", "Down"), ("left", "Left"), ("right", "Right"), ("plus", "+"), ("minus", "-"), ("equals", "="), ("slash", "/"), ("comma", ","), ("period", "."), ("dot", ".") })
            yield return (phrase, name, false);
        for (char letter = 'a'; letter <= 'z'; letter++)
            yield return (letter.ToString(), char.ToUpperInvariant(letter).ToString(), false);
        string[] digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
        for (int i = 0; i < digits.Length; i++)
        {
            string digit = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            yield return (digits[i], digit, false);
            yield return (digit, digit, false);
        }

        string[] numbers = [.. digits, "ten", "eleven", "twelve"];
        for (int i = 1; i <= 24; i++)
        {
            string name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"F{i}");
            yield return (name.ToLowerInvariant(), name, true);
            if (i >= numbers.Length)
                continue;
            yield return ($"f {numbers[i]}", name, true);
            yield return ($"function {numbers[i]}", name, true);
        }
    }
}
