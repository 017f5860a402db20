namespace Swictation.Stt.Tests.Memory;

public sealed class LinuxMemoryTests : IDisposable
{
    private const long Kilobyte = 1024;
    private readonly TemporaryFolder _root = new();

    public LinuxMemoryTests()
    {
        Write("proc/meminfo", "MemTotal:       24000000 kB\nMemFree:          100000 kB\nMemAvailable:   20000000 kB\nHugePages_Total:       0\n");
        Write("proc/self/status", "Name:\tdotnet\nVmHWM:\t  900000 kB\nVmRSS:\t  500000 kB\nRssAnon:\t  300000 kB\nRssFile:\t  200000 kB\nThreads:\t9\n");
    }

    [Fact]
    public void Without_control_groups_the_machine_counts()
    {
        SystemMemory memory = LinuxMemory.Read(_root.Root);
        Assert.Equal(
            (24_000_000 * Kilobyte, 20_000_000 * Kilobyte, null, null, 500_000 * Kilobyte, 300_000 * Kilobyte),
            (memory.TotalBytes, memory.AvailableBytes, memory.LimitBytes, memory.LimitUsedBytes, memory.ResidentBytes, memory.AnonymousBytes));
        Assert.Equal(memory.AvailableBytes, memory.FreeBytes);
    }

    [Theory]
    [InlineData("max", "max", "500000000", "max", 500000000L)]
    [InlineData("2000000000", "max", "max", "max", 2000000000L)]
    [InlineData("2000000000", "700000000", "max", "max", 700000000L)] // memory.high of the process's own
    [InlineData("2000000000", "max", "max", "1000000000", 1000000000L)] // an ancestor's
    public void The_lowest_limit_up_the_tree_counts(string max, string high, string parentMax, string topMax, long expected)
    {
        Write("proc/self/cgroup", "0::/user.slice/app.scope\n");
        Group("user.slice/app.scope", max, high);
        Group("user.slice", parentMax, "max");
        Group(string.Empty, topMax, "max");
        SystemMemory memory = LinuxMemory.Read(_root.Root);
        Assert.Equal((expected, 250_000_000L), (memory.LimitBytes, memory.LimitUsedBytes));
        Assert.Equal(expected - 250_000_000, memory.FreeBytes);
    }

    [Fact]
    public void A_limit_above_the_machines_memory_is_none()
    {
        Write("proc/self/cgroup", "0::/\n");
        Group(string.Empty, "9223372036854771712", "max");
        Assert.Null(LinuxMemory.Read(_root.Root).LimitBytes);
    }

    [Fact]
    public void The_first_version_of_control_groups_is_read_too()
    {
        Write("proc/self/cgroup", "5:devices:/\n4:memory:/api/x\n3:cpu,cpuacct:/\n0::/\n");
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        Write("sys/fs/cgroup/memory/api/memory.limit_in_bytes", "4000000000\n");
        Write("sys/fs/cgroup/memory/api/memory.usage_in_bytes", "3000000000\n");
        Write("sys/fs/cgroup/memory/api/memory.stat", "inactive_file 7\ntotal_inactive_file 1000000000\n");
        SystemMemory memory = LinuxMemory.Read(_root.Root);
        Assert.Equal((4_000_000_000L, 2_000_000_000L, 2_000_000_000L), (memory.LimitBytes, memory.LimitUsedBytes, memory.FreeBytes));
    }

    [Fact]
    public void More_than_the_limit_leaves_nothing()
    {
        Write("proc/self/cgroup", "0::/\n");
        Group(string.Empty, "100000000", "max");
        Assert.Equal(0, LinuxMemory.Read(_root.Root).FreeBytes);
    }

    [Theory]
    [InlineData("MemTotal: nonsense\n\n:::\n")]
    [InlineData("")]
    public void What_cannot_be_read_is_made_up_for_by_what_is_known_otherwise(string nonsense)
    {
        foreach (string file in new[] { "proc/meminfo", "proc/self/status", "proc/self/cgroup" })
            Write(file, nonsense);
        SystemMemory memory = LinuxMemory.Read(_root.Root);
        Assert.InRange(memory.TotalBytes, 1, long.MaxValue);
        Assert.InRange(memory.ResidentBytes, 1, long.MaxValue);
        Assert.Null(memory.AnonymousBytes);
    }

    [Fact]
    public void This_machine_has_memory()
    {
        SystemMemory memory = SystemMemory.Read();
        Assert.InRange(memory.AvailableBytes, 1, memory.TotalBytes);
        Assert.InRange(memory.ResidentBytes, 1 << 20, memory.TotalBytes);
        Assert.InRange(memory.FreeBytes, 0, memory.AvailableBytes);
    }

    public void Dispose() => _root.Dispose();

    private void Group(string path, string max, string high)
    {
        Write($"sys/fs/cgroup/{path}/memory.max", max + "\n");
        Write($"sys/fs/cgroup/{path}/memory.high", high + "\n");
        Write($"sys/fs/cgroup/{path}/memory.current", "300000000\n");
        Write($"sys/fs/cgroup/{path}/memory.stat", "anon 1\nfile 2\ninactive_file 50000000\n");
    }

    private void Write(string path, string text)
    {
        string full = _root.At(path.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
