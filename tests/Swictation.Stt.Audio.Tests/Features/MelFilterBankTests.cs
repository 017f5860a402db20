using Swictation.Stt.Audio.Features;

namespace Swictation.Stt.Audio.Tests.Features;

public sealed class MelFilterBankTests
{
    [Theory]
    [InlineData(80, 512, 2.55826078, 500)]
    [InlineData(128, 512, 4.09048764, 504)]
    [InlineData(80, 400, 1.99902409, 391)]
    [InlineData(128, 400, 3.19098554, 394)]
    public void Sums_and_counts_match_the_reference(int mels, int fftSize, double sum, int nonZeros)
    {
        MelFilterBank bank = new(mels, fftSize);
        double actual = 0;
        for (int mel = 0; mel < mels; mel++)
        {
            foreach (float weight in bank.GetWeights(mel))
                actual += weight;
        }

        // The reference sums are of double precision weights.
        Assert.Equal(sum, actual, 3e-8);
        Assert.Equal(nonZeros, bank.NonZeroCount);
    }

    [Theory]
    [InlineData(80, 0, 1, 0.02253456)]
    [InlineData(80, 0, 2, 0.00863771)]
    [InlineData(80, 0, 3, 0)]
    [InlineData(80, 40, 53, 0)]
    [InlineData(80, 40, 54, 0.00715944)]
    [InlineData(80, 40, 55, 0.01444418)]
    [InlineData(80, 40, 56, 0.00876148)]
    [InlineData(80, 40, 57, 0.0017512)]
    [InlineData(80, 40, 58, 0)]
    [InlineData(80, 79, 238, 0.0003376)]
    [InlineData(128, 0, 1, 0.02837754)]
    [InlineData(128, 1, 1, 0.01438901)]
    [InlineData(128, 1, 2, 0.01398853)]
    [InlineData(128, 64, 54, 0.01121671)]
    [InlineData(128, 64, 55, 0.01881828)]
    [InlineData(128, 64, 56, 0.00064914)]
    [InlineData(128, 127, 244, 4.764e-05)]
    [InlineData(128, 127, 250, 0.00522319)]
    public void Sample_weights_match_the_reference(int mels, int mel, int bin, double weight) =>
        Assert.Equal(weight, new MelFilterBank(mels, 512)[mel, bin], 1e-8);

    [Theory]
    [InlineData(80)]
    [InlineData(128)]
    public void The_ends_of_the_spectrum_are_unused_and_no_filter_is_empty(int mels)
    {
        MelFilterBank bank = new(mels, 512);
        for (int mel = 0; mel < mels; mel++)
        {
            Assert.Equal(0, bank[mel, 0]);
            Assert.Equal(0, bank[mel, 256]);
            Assert.False(bank.GetWeights(mel).IsEmpty);
            Assert.True(bank.GetFirstBin(mel) >= 1);
        }
    }

    [Fact]
    public void Narrow_filters_may_be_empty() => Assert.True(new MelFilterBank(256, 64).GetWeights(0).IsEmpty);

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MelFilterBank(0, 512));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MelFilterBank(257, 512));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MelFilterBank(80, 511));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MelFilterBank(80, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MelFilterBank(80, 512, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MelFilterBank(80, 512, 16000, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MelFilterBank(80, 512, 16000, 4000, 4000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MelFilterBank(80, 512, 16000, 0, 8001));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MelFilterBank(80, 512, 16000, double.NaN));
        MelFilterBank bank = new(80, 512);
        Assert.Throws<ArgumentOutOfRangeException>(() => bank[80, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => bank[0, 257]);
        Assert.Throws<ArgumentOutOfRangeException>(() => bank.GetFirstBin(-1));
    }
}
