using System.Text;
using FsCheck.Xunit;

namespace Swictation.Stt.Onnx.Tests.Caching;

public sealed class XxHash64Tests
{
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Call me Ishmael. Some years ago--never mind how long precisely-", 0x02A2E85470D6FD96)]
    public void Known_texts_have_their_known_digests(string text, ulong expected) => Assert.Equal(expected, XxHash64.Of(Encoding.ASCII.GetBytes(text)));

    [Property]
    public void The_sizes_of_the_parts_change_nothing(byte[] data, int seed)
    {
        var random = new Random(seed);
        byte[] longer = [.. data, .. new byte[random.Next(200)], .. data];
        var hash = new XxHash64();
        for (int i = 0; i < longer.Length;)
        {
            int length = Math.Min(random.Next(1, 70), longer.Length - i);
            hash.Append(longer.AsSpan(i, length));
            i += length;
        }

        Assert.Equal(XxHash64.Of(longer), hash.Finish());
    }
}
