namespace PayFunctions.Infra.Forms;

/// <summary>A form's fields, decoded once and sorted by name, byte by byte.</summary>
/// <remarks>Values stay bytes of the message's own charset: signatures are over those.</remarks>
internal readonly ref struct Form
{
    /// <summary>Genuine notifications have about 30.</summary>
    public const int FieldsMax = 64;

    private readonly ReadOnlySpan<byte> _text;
    private readonly ReadOnlySpan<FormField> _fields;

    internal Form(ReadOnlySpan<byte> text, ReadOnlySpan<FormField> fields)
    {
        _text = text;
        _fields = fields;
    }

    public int Count => _fields.Length;

    /// <summary>The value; empty where there is none, which to those who sign forms is the same.</summary>
    public ReadOnlySpan<byte> this[ReadOnlySpan<byte> name]
    {
        get
        {
            var prefix = FormField.PrefixOf(name);
            var (low, high) = (0, _fields.Length - 1);
            while (low <= high)
            {
                var middle = (low + high) >>> 1;
                var order = _fields[middle].CompareName(_text, prefix, name);
                if (order == 0) return ValueAt(middle);
                if (order < 0) low = middle + 1;
                else high = middle - 1;
            }
            return default;
        }
    }

    /// <summary>The name of the field at that place of the sorted order.</summary>
    public ReadOnlySpan<byte> NameAt(int index) => _text.Slice(_fields[index].Name, _fields[index].NameLength);

    public ReadOnlySpan<byte> ValueAt(int index) => _text.Slice(_fields[index].Value, _fields[index].ValueLength);

    /// <summary>Whether a value has one of those fields inside (<c>…&amp;name=…</c>): in a text that joins fields
    /// without escapes, it would look the same if that field stood by itself.</summary>
    public bool Hides(IReadOnlyList<byte[]> names)
    {
        if (!_text.Contains((byte)'&')) return false; // As nearly always: one look instead of one a field.
        for (var i = 0; i < _fields.Length; i++)
        {
            var value = ValueAt(i);
            for (var at = value.IndexOf((byte)'&'); at >= 0; at = value.IndexOf((byte)'&'))
            {
                value = value[(at + 1)..];
                var end = value.IndexOf((byte)'=');
                if (end > 0 && IsAmong(names, value[..end])) return true;
            }
        }
        return false;
    }

    private static bool IsAmong(IReadOnlyList<byte[]> names, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < names.Count; i++)
            if (name.SequenceEqual(names[i])) return true;
        return false;
    }
}
