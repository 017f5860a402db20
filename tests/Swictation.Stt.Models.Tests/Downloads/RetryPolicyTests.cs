namespace Swictation.Stt.Models.Tests.Downloads;

public sealed class RetryPolicyTests
{
    [Fact]
    public void Pauses_double_up_to_the_longest_and_are_jittered_by_half()
    {
        var policy = new RetryPolicy(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), seed: 1);
        double[] full = [1, 2, 4, 8, 16, 30, 30, 30];
        TimeSpan[] pauses = [.. Enumerable.Range(1, full.Length).Select(failures => policy.Delay(failures, null))];
        Assert.All(pauses.Zip(full), pair => Assert.InRange(pair.First.TotalSeconds, pair.Second / 2, pair.Second));
        var again = new RetryPolicy(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), seed: 1);
        Assert.Equal(pauses, Enumerable.Range(1, full.Length).Select(failures => again.Delay(failures, null)));
        Assert.Equal(3, pauses[5..].Distinct().Count());
        Assert.InRange(policy.Delay(int.MaxValue, null).TotalSeconds, 15, 30);
    }

    [Fact]
    public void A_server_may_ask_for_more_patience_but_not_for_hours()
    {
        var policy = new RetryPolicy(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), seed: 1);
        Assert.Equal(TimeSpan.FromSeconds(50), policy.Delay(1, TimeSpan.FromSeconds(50)));
        Assert.Equal(TimeSpan.FromMinutes(2), policy.Delay(1, TimeSpan.FromHours(5)));
        Assert.InRange(policy.Delay(1, TimeSpan.FromSeconds(-5)).TotalSeconds, 0.5, 1);
    }
}
