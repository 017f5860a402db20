namespace Swictation.Stt.Tests.Pipeline;

/// <summary>Tests that run alone, after the others.</summary>
[CollectionDefinition(nameof(UndisturbedTests), DisableParallelization = true)]
public sealed class UndisturbedTests;
