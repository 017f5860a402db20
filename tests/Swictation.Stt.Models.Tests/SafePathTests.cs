using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Swictation.Stt.Models.Tests;

public sealed class SafePathTests
{
    [Theory]
    [InlineData("model.onnx", true)]
    [InlineData("onnx/model.onnx", true)]
    [InlineData(".hidden", true)]
    [InlineData("..data", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("a/..", false)]
    [InlineData("a/./b", false)]
    [InlineData("/a", false)]
    [InlineData("a/", false)]
    [InlineData("a//b", false)]
    [InlineData("a\\b", false)]
    [InlineData("c:a", false)]
    [InlineData("a ", false)]
    [InlineData("a.", false)]
    [InlineData("NUL.txt", false)]
    [InlineData("com1", false)]
    [InlineData("com0", true)]
    [InlineData("a\nb", false)]
    [InlineData("a\0b", false)]
    [InlineData("a*", false)]
    public void Only_what_stays_below_on_every_system_is_safe(string path, bool isSafe) => Assert.Equal(isSafe, SafePath.IsRelative(path));

    [Property(MaxTest = 1000)]
    public Property What_is_safe_stays_below()
    {
        Gen<string> paths = Gen.Elements("..", ".", "/", "a", "\\", ":", " ", "~", "%2e", "\u202e").ListOf().Select(list => string.Concat(list));
        return Prop.ForAll(paths.ToArbitrary(), path => !SafePath.IsRelative(path) || Path.GetFullPath(SafePath.Below("/root/folder", path)).StartsWith("/root/folder/", StringComparison.Ordinal));
    }
}
