namespace Swictation.Stt.Abstractions.Tests;

public sealed class AudioGuardTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_sample_that_is_no_number_is_named_wherever_it_is(float value)
    {
        for (int index = 0; index < 40; index++)
        {
            var samples = new float[40];
            samples[index] = value;
            ArgumentException exception = Assert.Throws<ArgumentException>(() => AudioGuard.CheckFinite(samples, "audio", recording: 3, offset: 1000));
            Assert.Contains($"Recording 3 holds {value} at index {1000 + index};", exception.Message, StringComparison.Ordinal);
            Assert.Equal("audio", exception.ParamName);
        }
    }

    [Fact]
    public void Numbers_of_any_size_pass()
    {
        AudioGuard.CheckFinite([], "audio");
        AudioGuard.CheckFinite([0, -1, float.MaxValue, float.MinValue, float.Epsilon], "audio");
    }
}
