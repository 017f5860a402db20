namespace Swictation.Stt.Vad.Tests;

/// <summary>Tests that count allocations run while no other does.</summary>
[CollectionDefinition("Allocations", DisableParallelization = true)]
public sealed class UndisturbedTests;
