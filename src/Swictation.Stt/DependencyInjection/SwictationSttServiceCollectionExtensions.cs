using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Swictation.Stt;
using Swictation.Stt.Transform;
using Swictation.Stt.Transform.Corrections;
using Swictation.Stt.Vad;

// The speech interfaces of Microsoft.Extensions.AI are experimental; who does not ask for one is not touched by it.
#pragma warning disable MEAI001

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers speech recognition with a service collection.</summary>
public static class SwictationSttServiceCollectionExtensions
{
    /// <summary>Registers the engine, the voice activity model, pipelines and the client of Microsoft.Extensions.AI, with settings from code.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the settings, or <see langword="null"/> for the defaults.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks>
    /// <para>Registers <see cref="ISttEngine"/>, <see cref="SileroVad"/> and <see cref="ISpeechToTextClient"/> as singletons, and
    /// <see cref="SttPipeline"/> as transient: each listens to one speaker, and all share the models. What is registered already is kept, and
    /// used: register an engine of your own before. With <see cref="SwictationSttOptions.FallbackModel"/> the engine is a <see cref="HybridEngine"/>;
    /// with <see cref="SwictationSttOptions.CorrectionsPath"/> there is a <see cref="CorrectionFile"/>, which all pipelines share. Models are
    /// loaded when they are first asked for, on the thread that asks, and disposed of with the provider; so is a pipeline, with the scope that made it, which has to be disposed of asynchronously then.</para>
    /// <para>Pipelines use the <see cref="ILoggerFactory"/>, <see cref="IMeterFactory"/> and <see cref="TimeProvider"/> that are registered, if any.</para>
    /// <para>Settings are checked when the host starts, and when they are first used: <see cref="OptionsValidationException"/> names every one
    /// that is out of its range.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    public static IServiceCollection AddSwictationStt(this IServiceCollection services, Action<SwictationSttOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        OptionsBuilder<SwictationSttOptions> options = services.AddOptions<SwictationSttOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SwictationSttOptions>, SwictationSttOptionsValidator>());
        services.TryAddSingleton(static provider =>
        {
            SwictationSttOptions settings = Settings(provider);
            return settings.FallbackModel is null
                ? SttEngine.Load(settings.Model, settings.ToEngineOptions())
                : new HybridEngine(settings.ToHybridOptions(provider.GetService<TimeProvider>()));
        });
        services.TryAddSingleton(static provider => SileroVad.Load(Settings(provider).VadPath));
        services.TryAddSingleton<ISpeechToTextClient>(static provider =>
            new SttSpeechToTextClient(provider.GetRequiredService<ISttEngine>(), Settings(provider).ToStreamOptions(), leaveOpen: true));
        services.TryAddSingleton(static provider => new CorrectionFile(Settings(provider).CorrectionsPath
            ?? throw new InvalidOperationException($"There are no corrections: set {nameof(SwictationSttOptions.CorrectionsPath)}.")));
        services.TryAddTransient(static provider => new SttPipeline(
            provider.GetRequiredService<ISttEngine>(),
            Settings(provider).ToPipelineOptions(Corrections(provider)),
            provider.GetRequiredService<SileroVad>(),
            provider.GetService<ILoggerFactory>(),
            provider.GetService<IMeterFactory>(),
            provider.GetService<TimeProvider>()));
        return services;
    }

    /// <summary>Registers the engine, the voice activity model, pipelines and the client of Microsoft.Extensions.AI, with settings from the configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The section whose keys are the names of the properties of <see cref="SwictationSttOptions"/>; times as 00:00:00.8.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks>See <see cref="AddSwictationStt(IServiceCollection, Action{SwictationSttOptions}?)"/>.</remarks>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection AddSwictationStt(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<SwictationSttOptions>().Bind(configuration);
        return services.AddSwictationStt();
    }

    private static Func<CorrectionLexicon>? Corrections(IServiceProvider provider)
    {
        if (Settings(provider).CorrectionsPath is null)
            return null;
        CorrectionFile file = provider.GetRequiredService<CorrectionFile>();
        return () => file.Current;
    }

    private static SwictationSttOptions Settings(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<SwictationSttOptions>>().Value;
}
