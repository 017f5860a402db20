namespace Swictation.Stt.Tests.Hybrid;

public sealed class HybridEngineOptionsTests
{
    private static readonly HybridEngineOptions Good = new() { Primary = () => new FakeEngine("one"), Fallback = () => new FakeEngine("two") };

    public static TheoryData<string, HybridEngineOptions> Bad => new()
    {
        { "Primary", Good with { Primary = null! } },
        { "Fallback", Good with { Fallback = null! } },
        { "TimeProvider", Good with { TimeProvider = null! } },
        { "FinalBy", Good with { FinalBy = (EngineRole)2 } },
        { "MinConfidence", Good with { MinConfidence = -0.01f } },
        { "MinConfidence", Good with { MinConfidence = 1.01f } },
        { "MinConfidence", Good with { MinConfidence = float.NaN } },
        { "PrimaryIdleUnload", Good with { PrimaryIdleUnload = TimeSpan.Zero } },
        { "PrimaryIdleUnload", Good with { PrimaryIdleUnload = Timeout.InfiniteTimeSpan } },
        { "FallbackIdleUnload", Good with { FallbackIdleUnload = TimeSpan.FromDays(24.1) } },
        { "AudioInMemory", Good with { AudioInMemory = TimeSpan.FromSeconds(0.9) } },
        { "AudioInMemory", Good with { AudioInMemory = TimeSpan.FromHours(1.1) } },
        { "SpoolFolder", Good with { SpoolFolder = " " } },
    };

    public static TheoryData<HybridEngineOptions> Valid => new()
    {
        Good,
        Good with { FinalBy = EngineRole.Fallback, MinConfidence = 0, PrimaryIdleUnload = TimeSpan.FromTicks(1), FallbackIdleUnload = null },
        Good with { MinConfidence = 1, PrimaryIdleUnload = TimeSpan.FromDays(24), AudioInMemory = TimeSpan.FromHours(1), SpoolFolder = "/no/such/folder" },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void What_is_missing_or_out_of_range_is_refused_by_name(string name, HybridEngineOptions options)
    {
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => new HybridEngine(options));
        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Valid), DisableDiscoveryEnumeration = true)]
    public void What_is_in_range_is_taken(HybridEngineOptions options) => new HybridEngine(options).Dispose();

    [Fact]
    public void There_must_be_options() => Assert.Throws<ArgumentNullException>(() => new HybridEngine(null!));
}
