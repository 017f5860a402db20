using Swictation.Stt.Onnx.Tests.Support;

namespace Swictation.Stt.Onnx.Tests.Sessions;

public sealed class MetadataTests
{
    [Fact]
    public void What_a_model_says_of_itself_is_read()
    {
        using InferenceSession session = InferenceSession.FromBytes(TestModels.SumAndProduct, "model");
        ModelMetadata metadata = session.Metadata;
        Assert.Equal("Стол \"tests\" 🎙", metadata.Producer);
        Assert.Equal("arithmetic", metadata.GraphName);
        Assert.Equal("Adds and multiplies.", metadata.Description);
        Assert.Equal(42, metadata.Version);
        Assert.Equal(
            new Dictionary<string, string> { ["key"] = "value", ["Ключ 🔑"] = "значение, a = \"b\"\nline 2", ["empty"] = string.Empty },
            metadata.Custom);
        Assert.False(metadata.Custom.ContainsKey("KEY"));
    }

    [Fact]
    public void A_model_that_says_nothing_has_empty_metadata()
    {
        using InferenceSession session = InferenceSession.FromBytes(TestModels.Shapes, "model");
        Assert.Equal(string.Empty, session.Metadata.Producer);
        Assert.Equal(string.Empty, session.Metadata.Description);
        Assert.Equal(0, session.Metadata.Version);
        Assert.Empty(session.Metadata.Custom);
    }

    [Fact]
    public void Inputs_and_outputs_have_their_names_types_and_shapes()
    {
        using InferenceSession session = InferenceSession.FromBytes(TestModels.SumAndProduct, "model");
        Assert.Equal(["a", "b"], session.Inputs.Select(i => i.Name));
        Assert.Equal(["sum", "product"], session.Outputs.Select(o => o.Name));
        foreach (NodeMetadata node in session.Inputs.Concat(session.Outputs))
        {
            Assert.Equal(TensorElementType.Float, node.ElementType);
            Assert.Equal([-1, 3], node.Dimensions);
            Assert.Equal(["rows", string.Empty], node.SymbolicDimensions);
        }

        Assert.Equal("a: Float[rows, 3]", session.Inputs[0].ToString());
    }

    [Fact]
    public void Scalars_fixed_named_and_unnamed_dimensions_are_told_apart()
    {
        using InferenceSession session = InferenceSession.FromBytes(TestModels.Shapes, "model");
        Assert.Equal(["scalar: Int64[]", "mask: Bool[2, T, ?]", "half: Float16[4]"], session.Inputs.Select(i => i.ToString()));
        Assert.Equal(["scalar_out: Int64[]", "mask_out: Bool[2, T, ?]", "float_out: Float[4]"], session.Outputs.Select(i => i.ToString()));
        Assert.Equal([2, -1, -1], session.Inputs[1].Dimensions);
        Assert.Equal([string.Empty, "T", string.Empty], session.Inputs[1].SymbolicDimensions);
        Assert.Empty(session.Inputs[0].Dimensions);
        Assert.Empty(session.Inputs[0].SymbolicDimensions);
    }

    [Fact]
    public void What_is_no_tensor_has_no_element_type()
    {
        using InferenceSession session = InferenceSession.FromBytes(TestModels.Sequence, "model");
        Assert.Equal(TensorElementType.Undefined, session.Outputs[1].ElementType);
        Assert.Empty(session.Outputs[1].Dimensions);
        Assert.Equal("list", session.Outputs[1].Name);
    }

    [Fact]
    public void The_demonstration_model_is_what_its_layout_says()
    {
        using InferenceSession encoder = InferenceSession.FromFile(TinyEn.EncoderPath);
        using InferenceSession decoder = InferenceSession.FromFile(TinyEn.DecoderPath);
        Assert.Equal(["audio_signal", "length"], encoder.Inputs.Select(i => i.Name));
        Assert.Equal(["outputs", "encoded_lengths"], encoder.Outputs.Select(i => i.Name));
        Assert.Equal(["encoder_outputs", "targets", "target_length", "input_states_1", "input_states_2"], decoder.Inputs.Select(i => i.Name));
        Assert.Equal(3, encoder.Inputs[0].Dimensions.Count);
        Assert.Equal(TensorElementType.Int64, encoder.Inputs[1].ElementType);
    }

    [SkippableFact]
    public void Metadata_of_a_model_in_the_sherpa_layout_is_read()
    {
        using InferenceSession session = InferenceSession.FromFile(SharedFiles.Path("models", "nemo-random", "tdt", "sherpa", "encoder.onnx"));
        Assert.NotEmpty(session.Metadata.Custom);
        Assert.Contains("vocab_size", session.Metadata.Custom.Keys);
        Assert.Contains("subsampling_factor", session.Metadata.Custom.Keys);
    }
}
