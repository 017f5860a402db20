using Xunit;

namespace Swictation.Stt.TestSupport;

/// <summary>Proves that a hot path allocates nothing on the managed heap.</summary>
public static class AllocationAssert
{
    /// <summary>
    /// Asserts that <paramref name="action"/> allocates nothing once warm. The smallest of several rounds counts, because the runtime
    /// itself may allocate on this thread while it re-compiles the code in between.
    /// </summary>
    public static void Zero(Action action, int iterations = 200)
    {
        ArgumentNullException.ThrowIfNull(action);
        long least = long.MaxValue;
        for (int round = 0; round < 8 && least > 0; round++)
        {
            action();
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < iterations; i++)
                action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
