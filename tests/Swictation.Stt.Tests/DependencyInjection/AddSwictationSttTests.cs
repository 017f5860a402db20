using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Swictation.Stt.Audio;
using Swictation.Stt.Onnx;
using Swictation.Stt.Transform;
using Swictation.Stt.Transform.Corrections;
using Swictation.Stt.Vad;
using Swictation.Stt.Whisper;

namespace Swictation.Stt.Tests;

public sealed class AddSwictationSttTests
{
    [Fact]
    public void Defaults_are_those_of_the_immutable_options()
    {
        var options = new SwictationSttOptions();
        Assert.Equal(new SttPipelineOptions(), options.ToPipelineOptions());
        Assert.Equal(StreamOptions.Default, options.ToStreamOptions());
        Assert.Equal(new SttEngineOptions(), options.ToEngineOptions());
        Assert.Null(options.Model);
        Assert.Null(options.VadPath);
        Assert.True(new SwictationSttOptionsValidator().Validate(null, options).Succeeded);
    }

    [Fact]
    public void Every_setting_is_bound_and_reaches_the_options_it_belongs_to()
    {
        using var folder = new TemporaryFolder();
        var values = new Dictionary<string, string?>
        {
            ["Stt:Model"] = "a-model",
            ["Stt:Threads"] = "3",
            ["Stt:UseGraphCache"] = "true",
            ["Stt:Engine"] = "Whisper",
            ["Stt:FallbackModel"] = "b-model",
            ["Stt:FinalBy"] = "Fallback",
            ["Stt:MinConfidence"] = "0.7",
            ["Stt:PrimaryIdleUnload"] = "00:07:00",
            ["Stt:FallbackIdleUnload"] = "00:08:00",
            ["Stt:Language"] = "de",
            ["Stt:Translate"] = "true",
            ["Stt:WhisperBeamSize"] = "5",
            ["Stt:WhisperPrompt"] = "a prompt",
            ["Stt:WhisperHotwords"] = "a word",
            ["Stt:VadPath"] = Repository.Path("models", "tiny-vad"),
            ["Stt:Threshold"] = "0.6",
            ["Stt:ExitThreshold"] = "0.3",
            ["Stt:MinSpeech"] = "00:00:00.1",
            ["Stt:MinSilence"] = "00:00:00.5",
            ["Stt:MaxUtterance"] = "00:00:12",
            ["Stt:PreRoll"] = "00:00:00.2",
            ["Stt:Tail"] = "00:00:00.4",
            ["Stt:UpdateInterval"] = "00:00:02",
            ["Stt:RightContext"] = "00:00:03",
            ["Stt:LeftContext"] = "00:00:04",
            ["Stt:SegmentGap"] = "00:00:05",
            ["Stt:Partials"] = "false",
            ["Stt:LevelInterval"] = "00:00:00.3",
            ["Stt:InputBuffer"] = "00:00:06",
            ["Stt:EventCapacity"] = "99",
            ["Stt:TransformMode"] = "letter",
            ["Stt:TransformLanguage"] = "de",
            ["Stt:TransformRulesPath"] = folder.Write("own.rules", "mode letter\ntype gruß = Grüße"u8),
            ["Stt:CorrectionsPath"] = folder.Write("corrections.tsv", "spoken\twritten\npost gress\tPostgres\n"u8),
            ["Stt:UsesInverseTextNormalization"] = "true",
        };
        // A property that is added and forgotten here fails the test.
        Assert.Equal(typeof(SwictationSttOptions).GetProperties().Select(property => "Stt:" + property.Name).Order(), values.Keys.Order());
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        using ServiceProvider provider = new ServiceCollection().AddSwictationStt(configuration.GetSection("Stt")).BuildServiceProvider();
        SwictationSttOptions bound = provider.GetRequiredService<IOptions<SwictationSttOptions>>().Value;

        Assert.Equal(("a-model", Repository.Path("models", "tiny-vad")), (bound.Model, bound.VadPath));
        Assert.Equal(new SttEngineOptions { Engine = SttEngineKind.Whisper, Threads = 3 }, bound.ToEngineOptions() with { GraphCache = null });
        Assert.Equal(GraphCache.OpenDefault()?.Folder, bound.ToEngineOptions().GraphCache?.Folder);
        HybridEngineOptions hybrid = bound.ToHybridOptions(null);
        Assert.Equal("a-model", Assert.Throws<ModelNotFoundException>(hybrid.Primary).Path);
        Assert.Equal("b-model", Assert.Throws<ModelNotFoundException>(hybrid.Fallback).Path);
        Assert.Equal(
            (EngineRole.Fallback, 0.7f, TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(8)),
            (hybrid.FinalBy, hybrid.MinConfidence, hybrid.PrimaryIdleUnload, hybrid.FallbackIdleUnload));
        Assert.Equal(
            new SttPipelineOptions
            {
                Segmenter = new SpeechSegmenterOptions
                {
                    Threshold = 0.6f,
                    ExitThreshold = 0.3f,
                    MinSpeech = TimeSpan.FromSeconds(0.1),
                    MinSilence = TimeSpan.FromSeconds(0.5),
                    MaxUtterance = TimeSpan.FromSeconds(12),
                    PreRoll = TimeSpan.FromSeconds(0.2),
                    Tail = TimeSpan.FromSeconds(0.4),
                },
                Stream = new StreamOptions
                {
                    UpdateInterval = TimeSpan.FromSeconds(2),
                    RightContext = TimeSpan.FromSeconds(3),
                    LeftContext = TimeSpan.FromSeconds(4),
                    Transcribe = bound.ToTranscribeOptions(),
                },
                Partials = false,
                LevelInterval = TimeSpan.FromSeconds(0.3),
                InputBuffer = TimeSpan.FromSeconds(6),
                EventCapacity = 99,
                UsesInverseTextNormalization = true,
            },
            bound.ToPipelineOptions() with { Transform = null });
        Assert.Equal("Postgres", Assert.Single(provider.GetRequiredService<CorrectionFile>().Current.Entries).Written);
        TransformRules rules = bound.ToPipelineOptions().Transform!;
        Assert.Equal(("letter", "de"), (rules.Mode.Name, rules.Language));
        Assert.Contains(rules.Rules, rule => rule.Output == "Grüße");
        WhisperTranscribeOptions transcribe = Assert.IsType<WhisperTranscribeOptions>(bound.ToTranscribeOptions());
        Assert.Equal((TimeSpan.FromSeconds(5), "de", true, 5, "a prompt", "a word"), (transcribe.SegmentGap, transcribe.Language, transcribe.Translate, transcribe.BeamSize, transcribe.Prompt, transcribe.Hotwords));
    }

    [SkippableFact]
    public async Task A_second_model_makes_a_hybrid()
    {
        await using ServiceProvider provider = new ServiceCollection()
            .AddSwictationStt(options => (options.Threads, options.FallbackModel, options.Language) = (1, SharedFiles.Path("models", "whisper-random", "sherpa"), "de"))
            .BuildServiceProvider();
        HybridEngine engine = Assert.IsType<HybridEngine>(provider.GetRequiredService<ISttEngine>());
        Assert.Equal((0, 0), (engine.Status.Primary.Loads, engine.Status.Fallback.Loads));
        Assert.Equal("tiny-en", engine.Info.ModelId);
        Transcription result = engine.Transcribe(new float[16000], provider.GetRequiredService<IOptions<SwictationSttOptions>>().Value.ToTranscribeOptions());
        Assert.Equal(("sherpa", EngineChoiceReason.LanguageNotSupported), (result.ModelId, result.EngineChoice!.Reason));
    }

    [Fact]
    public void Corrections_and_normalisation_need_a_mode()
    {
        var options = new SwictationSttOptions { UsesInverseTextNormalization = true };
        Assert.Contains("TransformMode is not set", new SwictationSttOptionsValidator().Validate(null, options).FailureMessage, StringComparison.Ordinal);
        options.TransformMode = "verbatim";
        Assert.True(new SwictationSttOptionsValidator().Validate(null, options).Succeeded);
    }

    [Fact]
    public void Every_bad_value_is_named_with_its_range()
    {
        TimeSpan hour = TimeSpan.FromHours(1);
        var expected = new Dictionary<string, (Action<SwictationSttOptions> Set, string Says)>
        {
            ["Model"] = (options => options.Model = " ", "leave it out"),
            ["Engine"] = (options => options.Engine = (SttEngineKind)9, "Unknown engine"),
            ["FallbackModel"] = (options => options.FallbackModel = " ", "leave it out"),
            ["FinalBy"] = (options => options.FinalBy = (EngineRole)9, "primary's or the fallback's"),
            ["MinConfidence"] = (options => options.MinConfidence = 2, "from 0 to 1"),
            ["PrimaryIdleUnload"] = (options => options.PrimaryIdleUnload = TimeSpan.Zero, "above 0"),
            ["FallbackIdleUnload"] = (options => options.FallbackIdleUnload = TimeSpan.Zero, "above 0"),
            ["Language"] = (options => options.Language = " ", "give a code"),
            ["WhisperBeamSize"] = (options => options.WhisperBeamSize = 0, "from 1 to 32"),
            ["TransformMode"] = (options => options.TransformMode = "poetry", "dictation, code, verbatim"),
            ["CorrectionsPath"] = (options => options.CorrectionsPath = "nowhere.tsv", "no such file"),
            ["Threads"] = (options => options.Threads = -1, "from 0 (automatic) to 1024"),
            ["VadPath"] = (options => options.VadPath = "nowhere", "no such file"),
            ["Threshold"] = (options => options.Threshold = 1.5f, "above 0 and below 1"),
            ["MinSpeech"] = (options => options.MinSpeech = hour, "from 0 s to 5 s"),
            ["MinSilence"] = (options => options.MinSilence = hour, "from 0.05 s to 30 s"),
            ["MaxUtterance"] = (options => options.MaxUtterance = hour, "from 1 s to 600 s"),
            ["PreRoll"] = (options => options.PreRoll = hour, "from 0 s to 5 s"),
            ["Tail"] = (options => options.Tail = hour, "from 0 s to 5 s"),
            ["UpdateInterval"] = (options => options.UpdateInterval = hour, "from 0.08 s to 10 s"),
            ["RightContext"] = (options => options.RightContext = hour, "from 0 s to 30 s"),
            ["LeftContext"] = (options => options.LeftContext = hour, "from 0 s to 60 s"),
            ["SegmentGap"] = (options => options.SegmentGap = -hour, "must be positive"),
            ["LevelInterval"] = (options => options.LevelInterval = hour, "from 0 (none) to 10 s"),
            ["InputBuffer"] = (options => options.InputBuffer = hour, "from 0.1 s to 10 min"),
            ["EventCapacity"] = (options => options.EventCapacity = 3, "from 16 to 1,000,000"),
        };
        using ServiceProvider provider = new ServiceCollection()
            .AddSwictationStt(options =>
            {
                foreach ((Action<SwictationSttOptions> set, _) in expected.Values)
                    set(options);
            })
            .BuildServiceProvider();
        // What the host does when it starts.
        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);
        string[] failures = [.. exception.Failures];
        Assert.Equal(expected.Keys.Order(), failures.Select(failure => failure.Split(' ')[0]).Order());
        Assert.All(failures, failure => Assert.Contains(expected[failure.Split(' ')[0]].Says, failure, StringComparison.Ordinal));
        Assert.Contains("MinSilence is 01:00:00: MinSilence must be from 0.05 s to 30 s.", failures);
        Assert.Throws<OptionsValidationException>(provider.GetRequiredService<ISttEngine>);
    }

    [Fact]
    public void An_exit_threshold_is_checked_against_the_threshold()
    {
        ValidateOptionsResult result = new SwictationSttOptionsValidator().Validate(null, new SwictationSttOptions { Threshold = 0.4f, ExitThreshold = 0.5f });
        Assert.Equal("ExitThreshold is 0.5: The exit threshold must be from 0 to the threshold, 0.4.", Assert.Single(result.Failures!));
    }

    [Fact]
    public async Task Services_are_one_each_and_end_with_the_provider()
    {
        ISttEngine engine;
        await using (ServiceProvider provider = new ServiceCollection().AddSwictationStt(options => options.Threads = 1).BuildServiceProvider())
        {
            engine = provider.GetRequiredService<ISttEngine>();
            Assert.Equal("tiny-en", engine.Info.ModelId);
            Assert.Same(engine, provider.GetRequiredService<ISttEngine>());
            var client = provider.GetRequiredService<ISpeechToTextClient>();
            Assert.Same(client, provider.GetRequiredService<ISpeechToTextClient>());
            Assert.Same(engine, client.GetService<ISttEngine>());
            Assert.True(provider.GetRequiredService<SileroVad>().Info.IsEmbedded);
            await using FileStream file = File.OpenRead(Repository.Path("samples", "audio", "hello.wav"));
            Assert.Equal("hello comma world period", (await client.GetTextAsync(file)).Text);
        }

        Assert.Throws<ObjectDisposedException>(() => engine.Transcribe(new float[16000].AsSpan()));
    }

    [Fact]
    public async Task Pipelines_share_the_models_and_end_with_their_scope()
    {
        var services = new ServiceCollection();
        services.AddSingleton<ISttEngine>(_ => SttEngine.Load(null, new SttEngineOptions { Threads = 1 }));
        services.AddSwictationStt(options => (options.Partials, options.LevelInterval) = (false, TimeSpan.Zero));
        await using ServiceProvider provider = services.BuildServiceProvider();
        SttPipeline pipeline;
        await using (AsyncServiceScope scope = provider.CreateAsyncScope())
        {
            pipeline = scope.ServiceProvider.GetRequiredService<SttPipeline>();
            Assert.NotSame(pipeline, scope.ServiceProvider.GetRequiredService<SttPipeline>());
            var events = new List<SttEvent>();
            using AudioReader reader = AudioReader.Open(Repository.Path("samples", "audio", "hello.wav"));
            await foreach (SttEvent happened in pipeline.RunAsync(reader))
                events.Add(happened);
            Assert.Equal("hello comma world period", Assert.Single(events.OfType<FinalEvent>()).Transcription.Text);
            Assert.Empty(events.OfType<PartialEvent>()); // as the settings say
            Assert.Empty(events.OfType<LevelEvent>());
        }

        using var again = AudioReader.Open(Repository.Path("samples", "audio", "hello.wav"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            await foreach (SttEvent _ in pipeline.RunAsync(again))
            {
            }
        });
    }

    [Fact]
    public void What_is_registered_before_is_kept_and_used()
    {
        using var engine = new ScriptedEngine();
        var services = new ServiceCollection();
        services.AddSingleton<ISttEngine>(engine);
        services.AddSwictationStt(options => options.Model = "no-such-model");
        services.AddSwictationStt(options => options.Threads = 2);
        using (ServiceProvider provider = services.BuildServiceProvider())
        {
            Assert.Same(engine, Assert.Single(provider.GetServices<ISttEngine>()));
            Assert.Same(engine, Assert.Single(provider.GetServices<ISpeechToTextClient>()).GetService<ISttEngine>());
            SwictationSttOptions options = provider.GetRequiredService<IOptions<SwictationSttOptions>>().Value;
            Assert.Equal(("no-such-model", 2), (options.Model, options.Threads));
            Assert.Single(provider.GetServices<IValidateOptions<SwictationSttOptions>>());
        }

        Assert.False(engine.IsDisposed); // it belongs to who made it
    }

    [Fact]
    public void The_model_is_loaded_when_it_is_asked_for()
    {
        using ServiceProvider provider = new ServiceCollection().AddSwictationStt(options => options.Model = "no-such-model").BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
        Assert.Throws<ModelNotFoundException>(provider.GetRequiredService<ISttEngine>);
        Assert.Throws<ArgumentNullException>(() => ((IServiceCollection)null!).AddSwictationStt());
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddSwictationStt((IConfiguration)null!));
    }
}
