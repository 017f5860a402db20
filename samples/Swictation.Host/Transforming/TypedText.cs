using System.Globalization;
using System.Text;
using Swictation.Stt.Transform;

namespace Swictation.Host.Transforming;

/// <summary>What is there once edits are done one after the other, where keys leave nothing.</summary>
internal sealed class TypedText
{
    private readonly StringBuilder _text = new();

    public void Apply(TransformResult result)
    {
        foreach (TransformEdit edit in result.Edits)
        {
            if (edit is TextEdit text)
                _text.Append(text.Text);
            else if (edit is BackspaceEdit backspace)
                Remove(backspace.Count);
        }
    }

    public override string ToString() => _text.ToString();

    private void Remove(int characters)
    {
        int[] starts = StringInfo.ParseCombiningCharacters(_text.ToString());
        _text.Length = characters >= starts.Length ? 0 : starts[^characters];
    }
}
