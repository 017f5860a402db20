using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;

namespace Swictation.Stt.Evaluation.Tests.Normalization;

public sealed class UnicodeTests
{
    /// <summary>From the Unicode Standard and Standard Annex #15: singletons, exclusions, Hangul, order of marks, blocked composition.</summary>
    [Theory]
    [InlineData("\u00E9", "e\u0301", "\u00E9")]
    [InlineData("e\u0301", "e\u0301", "\u00E9")]
    [InlineData("\u212B", "A\u030A", "\u00C5")]
    [InlineData("\u2126", "\u03A9", "\u03A9")]
    [InlineData("\uFB01", "fi", "fi")]
    [InlineData("\u1E9B\u0323", "s\u0323\u0307", "\u1E69")]
    [InlineData("a\u0307\u0323", "a\u0323\u0307", "\u1EA1\u0307")]
    [InlineData("a\u0301\u0300", "a\u0301\u0300", "\u00E1\u0300")]
    [InlineData("\u0958", "\u0915\u093C", "\u0915\u093C")]
    [InlineData("\uAC01", "\u1100\u1161\u11A8", "\uAC01")]
    [InlineData("\u1100\u1161\u11A8", "\u1100\u1161\u11A8", "\uAC01")]
    [InlineData("\u1100\u11A8", "\u1100\u11A8", "\u1100\u11A8")]
    [InlineData("\u2460\u00BD", "11\u20442", "11\u20442")]
    [InlineData("\uD835\uDD0A", "G", "G")]
    [InlineData("\uD834\uDD5E", "\uD834\uDD57\uD834\uDD65", "\uD834\uDD57\uD834\uDD65")]
    public void Normalization_forms(string text, string kd, string kc)
    {
        Assert.Equal(kd, UnicodeNormalizer.ToKD(text));
        Assert.Equal(kc, UnicodeNormalizer.ToKC(text));
    }

    /// <summary>The hash is of what Python 3.13's unicodedata (Unicode 15.1) gives for every character, both forms, as UTF-8.</summary>
    [Fact]
    public void Forms_of_every_character_are_those_of_another_implementation()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int code = 0; code <= 0x10FFFF; code++)
        {
            if (!Rune.IsValid(code))
                continue;
            string text = new Rune(code).ToString();
            hash.AppendData(Encoding.UTF8.GetBytes($"{UnicodeNormalizer.ToKD(text)}\n{UnicodeNormalizer.ToKC(text)}\n"));
        }

        Assert.Equal("1e16ddc6387edd0cb997f473faea3dc099d99d8fc862d1b25c46612947dd9467", Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced()
    {
        Assert.Equal("x\uFFFDy", UnicodeNormalizer.ToKD("x\uD800y"));
        Assert.Equal("x\uFFFDy", UnicodeNormalizer.ToKC("x\uDC00y"));
    }

    [Fact]
    public void Forms_are_stable_and_one_is_that_of_the_other_for_every_character()
    {
        for (int code = 0; code <= 0x10FFFF; code++)
        {
            if (!Rune.IsValid(code))
                continue;
            string text = new Rune(code).ToString();
            string kd = UnicodeNormalizer.ToKD(text);
            string kc = UnicodeNormalizer.ToKC(text);
            if (kd == text && kc == text)
                continue;
            Assert.Equal(kd, UnicodeNormalizer.ToKD(kd));
            Assert.Equal(kc, UnicodeNormalizer.ToKC(kc));
            Assert.Equal(kc, UnicodeNormalizer.ToKC(kd));
            Assert.Equal(kd, UnicodeNormalizer.ToKD(kc));
        }
    }

    [Property(MaxTest = 300)]
    public void Forms_are_stable_for_every_text(string? text)
    {
        text ??= string.Empty;
        string kc = UnicodeNormalizer.ToKC(text);
        Assert.Equal(kc, UnicodeNormalizer.ToKC(kc));
        Assert.Equal(UnicodeNormalizer.ToKD(text), UnicodeNormalizer.ToKD(kc));
    }

    [Theory]
    [InlineData("ABC", "abc")]
    [InlineData("\u0130", "i\u0307")]
    [InlineData("ΟΔΥΣΣΕΥΣ", "οδυσσευς")]
    [InlineData("ΣΑΣ Σ", "σας σ")]
    [InlineData("Σ'Α", "σ'α")]
    [InlineData("ΑΣ\u0301", "ας\u0301")]
    [InlineData("ΑΣ\u0301Α", "ασ\u0301α")]
    public void Lower_case_is_the_full_mapping(string text, string expected) => Assert.Equal(expected, LowerCase.Of(text));
}
