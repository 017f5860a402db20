using System.ComponentModel;
using System.Diagnostics;

namespace Swictation.Stt.Tests.Memory;

/// <summary>NVML, played by a library that a C compiler makes here.</summary>
public sealed class NvidiaManagementTests : IDisposable
{
    private const string Source =
        """
        #include <string.h>
        #include <unistd.h>
        typedef unsigned long long u64;
        typedef struct { u64 total, free, used; } memory;
        typedef struct { unsigned pid; u64 used; unsigned gi, ci; } process;
        static int started;
        int nvmlInit_v2(void) { started++; return INIT; }
        int nvmlShutdown(void) { started--; return 0; }
        int nvmlDeviceGetCount_v2(unsigned *count) { *count = started > 0 ? 3 : 0; return started > 0 ? COUNT : 1; }
        int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **device) { *device = (void *)(u64)(index + 1); return index == 1 ? 15 : 0; }
        int nvmlDeviceGetName(void *device, char *text, unsigned length) { strncpy(text, device == (void *)1 ? "NVIDIA Test 80GB" : "NVIDIA Other", length); return 0; }
        int nvmlDeviceGetUUID(void *device, char *text, unsigned length) { strncpy(text, device == (void *)1 ? "GPU-0123" : "GPU-4567", length); return 0; }
        int nvmlDeviceGetMemoryInfo(void *device, memory *info) { info->total = 80000; info->free = device == (void *)1 ? 70000 : 80000; info->used = 80000 - info->free; return 0; }
        int nvmlDeviceGetComputeRunningProcesses_v3(void *device, unsigned *count, process *list)
        {
            if (device != (void *)1) { *count = 0; return 0; }
            if (*count < 3) { *count = 3; return 7; }
            *count = 3;
            list[0] = (process){ 1, 4000, ~0u, ~0u };
            list[1] = (process){ getpid(), PROCESS, ~0u, ~0u };
            list[2] = (process){ getpid(), 500, ~0u, ~0u };
            return 0;
        }
        """;

    private readonly TemporaryFolder _folder = new();

    [SkippableFact]
    public void Devices_are_read_and_one_that_was_lost_is_left_out()
    {
        using NvidiaManagement management = NvidiaManagement.TryOpen(Compile())!;
        Assert.Equal(
        [
            new NvidiaDevice { Index = 0, Name = "NVIDIA Test 80GB", Uuid = "GPU-0123", TotalBytes = 80000, FreeBytes = 70000, UsedBytes = 10000, ProcessBytes = 3500 },
            new NvidiaDevice { Index = 2, Name = "NVIDIA Other", Uuid = "GPU-4567", TotalBytes = 80000, FreeBytes = 80000, UsedBytes = 0, ProcessBytes = 0 },
        ], management.GetDevices());
        management.Dispose();
        management.Dispose();
        Assert.Throws<ObjectDisposedException>(management.GetDevices);
    }

    [SkippableFact]
    public void What_the_driver_does_not_tell_of_this_process_is_not_known()
    {
        using NvidiaManagement management = NvidiaManagement.TryOpen(Compile(process: "~0ull"))!;
        Assert.Null(management.GetDevices()[0].ProcessBytes);
    }

    [SkippableTheory]
    [InlineData("9", "0")] // the driver is not loaded
    [InlineData("18", "0")] // of another version than the library
    public void A_driver_that_does_not_start_is_none(string init, string count) => Assert.Null(NvidiaManagement.TryOpen(Compile(init: init, count: count)));

    [SkippableFact]
    public void A_driver_that_does_not_answer_has_no_devices()
    {
        using NvidiaManagement management = NvidiaManagement.TryOpen(Compile(count: "999"))!;
        Assert.Empty(management.GetDevices());
    }

    [SkippableFact]
    public void A_library_that_lacks_what_is_needed_is_none() => Assert.Null(NvidiaManagement.TryOpen(Compile(source: "int nvmlInit_v2(void) { return 0; }")));

    [Fact]
    public void A_library_that_is_not_there_is_none()
    {
        Assert.Null(NvidiaManagement.TryOpen(_folder.At("libnvidia-ml.so.1")));
        using NvidiaManagement? here = NvidiaManagement.TryOpen(); // whatever this machine has, it does not throw
        Assert.All(here?.GetDevices() ?? [], static device => Assert.InRange(device.FreeBytes, 0, device.TotalBytes));
    }

    public void Dispose() => _folder.Dispose();

    private string Compile(string init = "0", string count = "0", string process = "3000", string? source = null)
    {
        Skip.If(OperatingSystem.IsWindows(), "The library that plays NVML is made with cc.");
        string file = _folder.Write("nvml.c", System.Text.Encoding.ASCII.GetBytes(source ?? Source));
        string library = _folder.At("libfake.so");
        try
        {
            using Process compiler = Process.Start(new ProcessStartInfo("cc", ["-shared", "-fPIC", $"-DINIT={init}", $"-DCOUNT={count}", $"-DPROCESS={process}", "-o", library, file]) { RedirectStandardError = true })!;
            string errors = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            Assert.True(compiler.ExitCode == 0, errors);
        }
        catch (Win32Exception)
        {
            Skip.If(true, "There is no C compiler (cc) to make the library that plays NVML.");
        }

        return library;
    }
}
