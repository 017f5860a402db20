namespace Swictation.Stt.Vad;

/// <summary>Keeps the arrays of batches between calls, so that a call for as many streams as before allocates nothing. Safe for concurrent use.</summary>
internal sealed class BindingPool(SileroGraph graph) : IDisposable
{
    private const int Most = 8;

    private readonly Lock _lock = new();
    private readonly List<SileroBinding> _idle = new(Most + 1);
    private bool _disposed;

    public SileroBinding Rent(SileroVadRate rate, int batch)
    {
        lock (_lock)
        {
            for (int i = _idle.Count - 1; i >= 0; i--)
            {
                SileroBinding binding = _idle[i];
                if (binding.Batch != batch || binding.Rate != rate)
                    continue;
                _idle.RemoveAt(i);
                return binding;
            }
        }

        return graph.Bind(rate, batch);
    }

    public void Return(SileroBinding binding)
    {
        SileroBinding? surplus = binding;
        lock (_lock)
        {
            if (!_disposed)
            {
                _idle.Add(binding);
                surplus = null;
                if (_idle.Count > Most)
                {
                    surplus = _idle[0]; // of the size that was asked for longest ago
                    _idle.RemoveAt(0);
                }
            }
        }

        surplus?.Dispose();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (SileroBinding binding in _idle)
                binding.Dispose();
            _idle.Clear();
        }
    }
}
