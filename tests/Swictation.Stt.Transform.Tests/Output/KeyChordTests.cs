namespace Swictation.Stt.Transform.Tests.Output;

public sealed class KeyChordTests
{
    [Theory]
    [InlineData("ctrl + shift + z", "Ctrl+Shift+Z")]
    [InlineData("Command+Space", "Super+Space")]
    [InlineData("alt+F4", "Alt+F4")]
    [InlineData("pageup", "PageUp")]
    [InlineData("Ctrl++", "Ctrl++")]
    [InlineData("+", "+")]
    public void A_chord_is_read_as_it_is_written(string text, string written)
    {
        Assert.True(KeyChord.TryParse(text, out KeyChord chord));
        Assert.Equal(written, chord.ToString());
        Assert.True(KeyChord.TryParse(written, out KeyChord again));
        Assert.Equal(chord, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Ctrl+")]
    [InlineData("Ctrl")]
    [InlineData("Hyper+A")]
    [InlineData("AB")]
    public void Anything_else_is_no_chord(string? text) => Assert.False(KeyChord.TryParse(text, out _));
}
