using Swictation.Stt.Audio;

namespace Swictation.Stt.Tests.Pipeline;

/// <summary>Runs pipelines to their end, which must come.</summary>
internal static class Runs
{
    /// <summary>What is never waited for in a test that passes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Reads all events.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="source">The source.</param>
    /// <param name="onEvent">Is called with each event and its number from 1, before the next is read.</param>
    /// <param name="cancellationToken">The run's token.</param>
    /// <returns>The events, and what was thrown after them.</returns>
    public static async Task<(List<SttEvent> Events, Exception? Thrown)> ReadAsync(
        SttPipeline pipeline, IAudioSource source, Func<SttEvent, int, Task>? onEvent = null, CancellationToken cancellationToken = default)
    {
        var events = new List<SttEvent>();
        async Task<Exception?> Read()
        {
            try
            {
                await foreach (SttEvent item in pipeline.RunAsync(source, cancellationToken))
                {
                    events.Add(item);
                    if (onEvent is not null)
                        await onEvent(item, events.Count);
                }

                return null;
            }
            catch (Exception exception)
            {
                return exception;
            }
        }

        Exception? thrown = await Task.Run(Read, CancellationToken.None).WaitAsync(Patience, CancellationToken.None);
        return (events, thrown);
    }

    /// <summary>Waits for what another thread will bring about.</summary>
    public static void Until(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, Patience), "It never happened.");
}
