namespace PayFunctions.Infra.Alipay;

/// <summary>A notification's fields, decoded once and in the order in which they are signed: by name, byte by
/// byte.</summary>
/// <remarks>
/// Values stay bytes of the message's own charset: the signature is over those, and nothing that we read is outside of
/// ASCII, so nothing is ever transcoded.
/// </remarks>
internal readonly ref struct NotificationForm
{
    /// <summary>Genuine ones have about 30.</summary>
    public const int FieldsMax = 64;

    private readonly ReadOnlySpan<byte> _text;
    private readonly ReadOnlySpan<FormField> _fields;

    internal NotificationForm(ReadOnlySpan<byte> text, ReadOnlySpan<FormField> fields)
    {
        _text = text;
        _fields = fields;
    }

    /// <summary>The value; empty where there is none, which to Alipay is the same.</summary>
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
                if (order == 0) return ValueOf(_fields[middle]);
                if (order < 0) low = middle + 1;
                else high = middle - 1;
            }
            return default;
        }
    }

    /// <summary>Writes the text that is signed: <c>a=1&amp;b=2</c>, without empty values and what is not
    /// covered.</summary>
    /// <param name="certificateMode">Then the certificate's serial number is not covered either.</param>
    /// <param name="into">As long as the form itself.</param>
    public ReadOnlySpan<byte> WriteSigned(bool certificateMode, Span<byte> into)
    {
        var length = 0;
        foreach (var field in _fields)
        {
            if (field.ValueLength == 0 || IsNotCovered(NameOf(field), certificateMode)) continue;
            if (length > 0) into[length++] = (byte)'&';
            NameOf(field).CopyTo(into[length..]);
            length += field.NameLength;
            into[length++] = (byte)'=';
            ValueOf(field).CopyTo(into[length..]);
            length += field.ValueLength;
        }
        return into[..length];
    }

    /// <summary>Whether a value has another of Alipay's fields inside.</summary>
    public bool IsAmbiguous()
    {
        foreach (var field in _fields)
        {
            var value = ValueOf(field);
            for (var at = value.IndexOf((byte)'&'); at >= 0; at = value.IndexOf((byte)'&'))
            {
                value = value[(at + 1)..];
                var end = value.IndexOf((byte)'=');
                if (end > 0 && NotificationNames.IsKnown(value[..end])) return true;
            }
        }
        return false;
    }

    private static bool IsNotCovered(ReadOnlySpan<byte> name, bool certificateMode) =>
        name.SequenceEqual("sign"u8) || name.SequenceEqual("sign_type"u8)
            || (certificateMode && name.SequenceEqual("alipay_cert_sn"u8));

    private ReadOnlySpan<byte> NameOf(in FormField field) => _text.Slice(field.Name, field.NameLength);

    private ReadOnlySpan<byte> ValueOf(in FormField field) => _text.Slice(field.Value, field.ValueLength);
}
