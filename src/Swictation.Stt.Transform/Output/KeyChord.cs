using System.Text;
using Swictation.Stt.Transform.Keys;

namespace Swictation.Stt.Transform;

/// <summary>A key, and what is held while it is pressed.</summary>
/// <param name="Modifiers">What is held.</param>
/// <param name="Key">
/// The key: a letter or a digit as a capital or digit, a mark such as "+", or a name: Enter, Tab, Escape, Space, Backspace, Delete, Insert, Home,
/// End, PageUp, PageDown, Up, Down, Left, Right, PrintScreen, F1 to F24.
/// </param>
public readonly record struct KeyChord(KeyModifiers Modifiers, string Key)
{
    /// <summary>Reads a chord as <see cref="ToString"/> writes it.</summary>
    /// <param name="text">The chord, such as "Ctrl+Shift+Z"; case does not matter.</param>
    /// <param name="chord">The chord.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out KeyChord chord)
    {
        chord = default;
        KeyModifiers modifiers = KeyModifiers.None;
        ReadOnlySpan<char> rest = text.Trim();
        for (int plus = rest.IndexOf('+'); plus > 0 && plus < rest.Length - 1; plus = rest.IndexOf('+'))
        {
            KeyModifiers modifier = KeyNames.FindModifier(rest[..plus].Trim());
            if (modifier == KeyModifiers.None)
                return false;
            modifiers |= modifier;
            rest = rest[(plus + 1)..].Trim();
        }

        if (KeyNames.FindName(rest) is not { } key)
            return false;
        chord = new KeyChord(modifiers, key);
        return true;
    }

    /// <summary>Writes the chord as "Ctrl+Alt+Shift+Super+Key".</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (Modifiers.HasFlag(KeyModifiers.Control))
            text.Append("Ctrl+");
        if (Modifiers.HasFlag(KeyModifiers.Alt))
            text.Append("Alt+");
        if (Modifiers.HasFlag(KeyModifiers.Shift))
            text.Append("Shift+");
        if (Modifiers.HasFlag(KeyModifiers.Super))
            text.Append("Super+");
        return text.Append(Key).ToString();
    }
}
