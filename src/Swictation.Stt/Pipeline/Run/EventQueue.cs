using System.Runtime.ExceptionServices;

namespace Swictation.Stt;

/// <summary>Hands events from the worker to the reader, in order, without ever dropping one that matters.</summary>
/// <remarks>
/// Of partial texts of an utterance, and of levels, only the newest unread one is kept, at its own place in the order. All others are kept;
/// when as many as fit are waiting, the worker waits too, until some are read or the bound is lifted. One worker, one reader.
/// </remarks>
/// <param name="capacity">How many events that are never dropped may wait.</param>
internal sealed class EventQueue(int capacity)
{
    private readonly object _lock = new();
    private readonly LinkedList<SttEvent> _events = new();
    private LinkedListNode<SttEvent>? _partial;
    private LinkedListNode<SttEvent>? _level;
    private TaskCompletionSource? _arrival;
    private Exception? _failure;
    private int _kept;
    private bool _unbounded;
    private bool _complete;

    /// <summary>Gets a value indicating whether the worker waits for room.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Adds an event; waits for room where it must.</summary>
    /// <returns>Whether it took the place of an older one.</returns>
    public bool Post(SttEvent item)
    {
        lock (_lock)
        {
            LinkedListNode<SttEvent>? replaced = item switch
            {
                LevelEvent => _level,
                PartialEvent next when (_partial?.Value as PartialEvent)?.Utterance == next.Utterance => _partial,
                _ => null,
            };
            if (item is not (LevelEvent or PartialEvent))
            {
                while (_kept >= capacity && !_unbounded)
                {
                    IsPaused = true;
                    Monitor.Wait(_lock);
                }

                IsPaused = false;
                _kept++;
            }

            LinkedListNode<SttEvent> node = replaced ?? new LinkedListNode<SttEvent>(item);
            if (replaced is not null)
            {
                _events.Remove(node);
                node.Value = item;
            }

            _events.AddLast(node);
            if (item is LevelEvent)
                _level = node;
            else if (item is PartialEvent)
                _partial = node;
            Signal();
            return replaced is not null;
        }
    }

    /// <summary>Takes the oldest event, where there is one.</summary>
    public SttEvent? TryTake()
    {
        lock (_lock)
        {
            if (_events.First is not { } node)
                return null;
            _events.RemoveFirst();
            if (node == _level)
            {
                _level = null;
            }
            else if (node == _partial)
            {
                _partial = null;
            }
            else if (node.Value is not PartialEvent)
            {
                _kept--;
                Monitor.Pulse(_lock);
            }

            return node.Value;
        }
    }

    /// <summary>Waits until there is an event to take, or no more will come.</summary>
    /// <returns>False where no more will come.</returns>
    /// <exception cref="Exception">What the events were completed with, once all have been taken.</exception>
    public async ValueTask<bool> WaitAsync()
    {
        while (true)
        {
            Task arrival;
            lock (_lock)
            {
                if (_events.Count > 0)
                    return true;
                if (_complete)
                {
                    if (_failure is not null)
                        ExceptionDispatchInfo.Throw(_failure);
                    return false;
                }

                _arrival ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                arrival = _arrival.Task;
            }

            await arrival.ConfigureAwait(false);
        }
    }

    /// <summary>Lets any number of events wait from here on: nobody is to be held up any more.</summary>
    public void LiftBound()
    {
        lock (_lock)
        {
            _unbounded = true;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Says that no more events will come.</summary>
    /// <param name="failure">What is to be thrown after the last one; null for nothing.</param>
    public void Complete(Exception? failure)
    {
        lock (_lock)
        {
            _complete = true;
            _failure = failure;
            Signal();
        }
    }

    private void Signal()
    {
        _arrival?.TrySetResult();
        _arrival = null;
    }
}
