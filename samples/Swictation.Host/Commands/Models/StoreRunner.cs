using Swictation.Host.Output;
using Swictation.Stt;
using Swictation.Stt.Models;

namespace Swictation.Host.Commands.Models;

/// <summary>Opens the store for a command and turns its errors into messages and exit codes.</summary>
internal sealed class StoreRunner(Terminal terminal, CancellationToken cancellationToken)
{
    public Terminal Terminal => terminal;

    public CancellationToken Token => cancellationToken;

    /// <summary>Does a command's work.</summary>
    /// <param name="offline">Whether nothing may be downloaded; otherwise the environment says so.</param>
    /// <param name="work">The work; it returns the exit code.</param>
    public int Run(bool offline, Func<ModelStore, Task<int>> work)
    {
        try
        {
            return work(new ModelStore(new ModelStoreOptions { Offline = offline ? true : null })).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (Fails(exception) is { } code)
        {
            return code;
        }
    }

    /// <summary>Does the same for each of several models: one that fails does not keep the others from being done.</summary>
    public async Task<int> ForEachAsync(IEnumerable<string> names, Func<string, Task<int>> work)
    {
        int result = ExitCodes.Success;
        foreach (string name in names)
        {
            try
            {
                result = Math.Max(result, await work(name).ConfigureAwait(false));
            }
            catch (Exception exception) when (Fails(exception) is { } code)
            {
                result = Math.Max(result, code);
            }
        }

        return result;
    }

    /// <summary>Says what went wrong; null where it is no error of the store.</summary>
    private int? Fails(Exception exception)
    {
        int? code = exception switch
        {
            ModelNotFoundException or ArgumentException => ExitCodes.Usage,
            SttException or IOException or UnauthorizedAccessException => ExitCodes.Failure,
            _ => null,
        };
        if (code is not null and not ExitCodes.Success && exception is not OutputException)
            terminal.Error(exception.Message);
        return exception is OutputException ? null : code;
    }
}
