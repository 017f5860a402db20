namespace Swictation.Stt.Evaluation;

/// <summary>Represents how one or several models did on the same data set with the same normaliser. Immutable.</summary>
public sealed record EvaluationResult
{
    /// <summary>Gets the path of the data set.</summary>
    public required string Dataset { get; init; }

    /// <summary>Gets how the data set is stored.</summary>
    public required DatasetFormat Format { get; init; }

    /// <summary>Gets the name of the normaliser.</summary>
    public required string Normalizer { get; init; }

    /// <summary>Gets when the run began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Gets how many entries of the data set have no audio file; they count nowhere.</summary>
    public required int MissingFiles { get; init; }

    /// <summary>Gets how each model did, in the order they ran.</summary>
    public required IReadOnlyList<ModelEvaluation> Models { get; init; }

    /// <summary>Gets the models that could not be loaded.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<ModelFailure> FailedModels { get; init; } = [];

    /// <summary>Gets whether every model was loaded, every entry had its audio, and no recording failed.</summary>
    public bool IsComplete => FailedModels.Count == 0 && MissingFiles == 0 && Models.All(static model => model.FailedFiles == 0);
}
