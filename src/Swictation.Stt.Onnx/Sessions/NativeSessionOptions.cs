namespace Swictation.Stt.Onnx;

/// <summary>The native form of <see cref="SessionOptions"/> for one attempt with one provider.</summary>
internal sealed unsafe class NativeSessionOptions : IDisposable
{
    private readonly OrtApi _api;
    private readonly OrtHandle _handle;

    public NativeSessionOptions(OrtEnv env, SessionOptions options, ExecutionProviderOptions provider, string? modelFolder)
    {
        _api = env.Api;
        nint handle;
        _api.Check(_api.CreateSessionOptions(&handle));
        _handle = new OrtHandle(handle, _api.ReleaseSessionOptions);
        try
        {
            Apply(handle, options, modelFolder);
            AppendProvider(env, handle, provider);
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    public nint Value => _handle.DangerousGetHandle(); // owned by this object and used on one thread only

    public void Dispose() => _handle.Dispose();

    private void Apply(nint handle, SessionOptions options, string? modelFolder)
    {
        _api.Check(_api.SetSessionGraphOptimizationLevel(handle, (int)options.OptimizationLevel));
        _api.Check(_api.SetIntraOpNumThreads(handle, options.IntraOpThreads));
        _api.Check(_api.SetInterOpNumThreads(handle, options.InterOpThreads));
        _api.Check(_api.SetSessionExecutionMode(handle, options.ParallelExecution ? 1 : 0));
        if (!options.MemoryArena)
            _api.Check(_api.DisableCpuMemArena(handle));
        if (!options.MemoryPattern)
            _api.Check(_api.DisableMemPattern(handle));
        if (options.LogSeverity is { } severity)
            _api.Check(_api.SetSessionLogSeverityLevel(handle, (int)severity));
        if (options.LogId is not null)
        {
            fixed (byte* id = Utf8.Terminated(options.LogId))
                _api.Check(_api.SetSessionLogId(handle, id));
        }

        if (options.OptimizedModelPath is not null)
        {
            fixed (byte* path = Utf8.Path(Path.GetFullPath(options.OptimizedModelPath)))
                _api.Check(_api.SetOptimizedModelFilePath(handle, path));
        }

        if (!options.Spinning)
        {
            AddConfigEntry(handle, "session.intra_op.allow_spinning", "0");
            AddConfigEntry(handle, "session.inter_op.allow_spinning", "0");
        }

        if (modelFolder is not null) // a model in memory does not know where its external data lies
            AddConfigEntry(handle, "session.model_external_initializers_file_folder_path", modelFolder);
        foreach ((string key, string value) in options.ConfigEntries)
            AddConfigEntry(handle, key, value);
        foreach ((string name, long value) in options.FreeDimensions)
        {
            fixed (byte* text = Utf8.Terminated(name))
                _api.Check(_api.AddFreeDimensionOverrideByName(handle, text, value));
        }
    }

    private void AddConfigEntry(nint handle, string key, string value)
    {
        fixed (byte* keyText = Utf8.Terminated(key))
        fixed (byte* valueText = Utf8.Terminated(value))
            _api.Check(_api.AddSessionConfigEntry(handle, keyText, valueText));
    }

    private void AppendProvider(OrtEnv env, nint handle, ExecutionProviderOptions provider)
    {
        if (provider.Provider == ExecutionProvider.Cpu)
            return;
        (string registered, string generic) = ExecutionProviderNames.Of(provider.Provider);
        if (!env.AvailableProviders.Contains(registered))
        {
            string text = $"the library {env.LibraryPath} has no {registered} (it has {string.Join(", ", env.AvailableProviders)})";
            throw new OnnxRuntimeException(text, OrtErrorCode.NotImplemented, text);
        }

        using var entries = new NativeStringMap(provider.Options);
        nint options;
        switch (provider.Provider)
        {
            case ExecutionProvider.Cuda:
                _api.Check(_api.CreateCudaOptions(&options));
                using (new OrtHandle(options, _api.ReleaseCudaOptions))
                {
                    _api.Check(_api.UpdateCudaOptions(options, entries.Keys, entries.Values, entries.Count));
                    _api.Check(_api.AppendCuda(handle, options));
                }

                break;
            case ExecutionProvider.TensorRt:
                _api.Check(_api.CreateTensorRtOptions(&options));
                using (new OrtHandle(options, _api.ReleaseTensorRtOptions))
                {
                    _api.Check(_api.UpdateTensorRtOptions(options, entries.Keys, entries.Values, entries.Count));
                    _api.Check(_api.AppendTensorRt(handle, options));
                }

                break;
            default:
                fixed (byte* name = Utf8.Terminated(generic))
                    _api.Check(_api.AppendExecutionProvider(handle, name, entries.Keys, entries.Values, entries.Count));
                break;
        }
    }
}
