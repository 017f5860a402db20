using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Swictation.Stt.Models.Tests.Archives;

public sealed class NamePatternTests
{
    [Theory]
    [InlineData("encoder.onnx", "encoder.onnx", true)]
    [InlineData("encoder.onnx", "encoder.onnx2", false)]
    [InlineData("encoder.onnx", "a/encoder.onnx", false)]
    [InlineData("*.onnx", "encoder.int8.onnx", true)]
    [InlineData("*.onnx", "a/encoder.onnx", false)]
    [InlineData("a/*.onnx", "a/encoder.onnx", true)]
    [InlineData("decoder*.onnx", "decoder.onnx", true)]
    [InlineData("decoder*.onnx", "decoder.int8.onnx", true)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("*a*b*", "xxbxxaxx", false)]
    [InlineData("*", "", true)]
    [InlineData("*", "a/b", false)]
    [InlineData("*/*", "a/b", true)]
    [InlineData("**x", "aax", true)]
    public void A_star_stands_for_anything_but_a_slash(string pattern, string name, bool matches) => Assert.Equal(matches, NamePattern.Matches(pattern, name));

    [Property(MaxTest = 1000)]
    public Property It_is_the_regular_expression_of_the_same_meaning()
    {
        Gen<string> text(string letters) => Gen.Elements(letters.ToCharArray()).ListOf().Select(list => string.Concat(list));
        return Prop.ForAll(
            text("ab*").ToArbitrary(), text("ab/").ToArbitrary(),
            (pattern, name) => NamePattern.Matches(pattern, name) == Regex.IsMatch(name, "^" + Regex.Escape(pattern).Replace("\\*", "[^/]*", StringComparison.Ordinal) + "$", RegexOptions.NonBacktracking));
    }
}
