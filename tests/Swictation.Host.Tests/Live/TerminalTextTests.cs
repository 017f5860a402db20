using System.Globalization;
using FsCheck.Xunit;
using Swictation.Host.Live;

namespace Swictation.Host.Tests.Live;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("one\ntwo\tthree\r", "one two three ")]
    [InlineData("\e[31mred\e[0m", "[31mred[0m")]
    [InlineData("\e]0;title\a", "]0;title")]
    [InlineData("\u009b2Jcleared\u0085next", "2Jcleared next")]
    [InlineData("naïve Привет 日本 🎤", "naïve Привет 日本 🎤")]
    public void Control_characters_go_and_all_else_stays(string text, string expected) => Assert.Equal(expected, TerminalText.Clean(text));

    [Property]
    public void Clean_text_has_no_control_characters(string? text) => Assert.DoesNotContain(TerminalText.Clean(text ?? string.Empty), char.IsControl);

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("naïve", 5)]
    [InlineData("nai\u0308ve", 5)]
    [InlineData("日本語", 6)]
    [InlineData("한국", 4)]
    [InlineData("🎤", 2)]
    [InlineData("👨‍👩‍👧", 2)]
    [InlineData("ｗ", 2)]
    public void Columns_are_those_of_terminals(string text, int expected) => Assert.Equal(expected, TerminalText.Columns(text));

    [Property]
    public void What_is_kept_fits_and_is_the_end(string? anything, byte room)
    {
        string text = TerminalText.Clean(anything ?? string.Empty) + " 日本語 word";
        string kept = TerminalText.KeepEnd(text, room, out int cut);
        Assert.True(TerminalText.Columns(kept) <= room);
        if (cut == 0)
        {
            Assert.Equal(text, kept);
        }
        else
        {
            Assert.True(TerminalText.Columns(text) > room);
            Assert.Contains(cut, StringInfo.ParseCombiningCharacters(text).Append(text.Length));
            if (room >= TerminalText.Ellipsis.Length)
                Assert.Equal(TerminalText.Ellipsis + text[cut..], kept);
        }
    }
}
