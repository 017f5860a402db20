using System.Text.Json;

namespace Swictation.Stt.Models;

/// <summary>A value of a manifest with its place, such as <c>$.models[2].files[0].url</c>.</summary>
internal sealed record ManifestNode(JsonElement Value, string Place)
{
    private const int MaxNameLength = 100;

    public ManifestNode Required(string name) => Optional(name) ?? throw new FormatException($"{Place} lacks \"{name}\".");

    public ManifestNode? Optional(string name)
    {
        if (Value.ValueKind != JsonValueKind.Object)
            throw Wrong("an object");
        return Value.TryGetProperty(name, out JsonElement value) ? new ManifestNode(value, $"{Place}.{name}") : null;
    }

    public void AllowOnly(string[] names)
    {
        foreach (JsonProperty property in Value.EnumerateObject())
        {
            if (Array.IndexOf(names, property.Name) < 0)
                throw new FormatException($"{Place} has the unknown property \"{property.Name}\"; known are {string.Join(", ", names)}.");
        }
    }

    public IEnumerable<ManifestNode> Items()
    {
        if (Value.ValueKind != JsonValueKind.Array)
            throw Wrong("a list");
        string place = Place;
        return Value.EnumerateArray().Select((item, index) => new ManifestNode(item, $"{place}[{index}]"));
    }

    public string Text() =>
        Value.ValueKind == JsonValueKind.String && Value.GetString() is { Length: > 0 } text ? text : throw Wrong("a text that is not empty");

    public string OneOf(string[] choices) => Text() is var text && Array.IndexOf(choices, text) >= 0 ? text : throw Wrong("one of " + string.Join(", ", choices));

    public bool Flag() => Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? Value.GetBoolean() : throw Wrong("true or false");

    public long Number(long least, long most) =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetInt64(out long number) && number >= least && number <= most
            ? number
            : throw Wrong(most == long.MaxValue ? $"a whole number of at least {least}" : $"a whole number from {least} to {most}");

    public TimeSpan Seconds() =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetDouble(out double seconds) && seconds is > 0 and < 86400
            ? TimeSpan.FromSeconds(seconds)
            : throw Wrong("a positive number of seconds below a day");

    public Uri Address() =>
        Uri.TryCreate(Text(), UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) && address.UserInfo.Length == 0
            ? address
            : throw Wrong("an http or https address without user and password");

    public string Digest() => Text() is { Length: 64 } text && text.All(char.IsAsciiHexDigitLower) ? text : throw Wrong("64 lower-case hexadecimal digits");

    /// <summary>A name that can be a folder's on every system.</summary>
    public string Name()
    {
        string text = Text();
        return IsName(text) ? text : throw Wrong($"at most {MaxNameLength} letters, digits, dots, hyphens and underscores, beginning with a letter or digit");
    }

    public string RelativePath() => Text() is var text && SafePath.IsRelative(text) ? text : throw Wrong("a relative path with / between names, without .. and reserved characters");

    /// <summary>A relative path in which <c>*</c> may stand for any characters.</summary>
    public string Pattern() =>
        Text() is var text && SafePath.IsRelative(text.Replace('*', 'x')) ? text : throw Wrong("a relative path with / between names, in which * may stand for any characters");

    public FormatException Wrong(string expected)
    {
        string text = Value.GetRawText();
        return new FormatException($"{Place} is {(text.Length > 80 ? text[..80] + "…" : text)}; expected {expected}.");
    }

    internal static bool IsName(string text) =>
        text.Length is > 0 and <= MaxNameLength && char.IsAsciiLetterOrDigit(text[0]) && text[^1] != '.'
        && text.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_') && SafePath.IsRelative(text);
}
