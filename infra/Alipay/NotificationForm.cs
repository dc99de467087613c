using PayFunctions.Infra.Forms;

namespace PayFunctions.Infra.Alipay;

/// <summary>A notification's form as Alipay signs it.</summary>
internal static class NotificationForm
{
    /// <summary>Reads the form and refuses one that can be read in two ways.</summary>
    public static AlipayRefusal? Read(
        ReadOnlySpan<byte> body, Span<byte> text, Span<FormField> fields, out Form form) =>
        FormReader.Read(body, text, fields, out form) switch
        {
            FormProblem.Malformed => AlipayRefusal.Malformed,
            FormProblem.TooManyFields => AlipayRefusal.TooManyFields,
            FormProblem.DuplicateField => AlipayRefusal.DuplicateField,
            null => form.Hides(NotificationNames.All) ? AlipayRefusal.AmbiguousField : null,
        };

    /// <summary>Writes the text that is signed: <c>a=1&amp;b=2</c>, without empty values and what is not
    /// covered.</summary>
    /// <param name="certificateMode">Then the certificate's serial number is not covered either.</param>
    /// <param name="into">As long as the form itself.</param>
    public static ReadOnlySpan<byte> WriteSigned(this in Form form, bool certificateMode, Span<byte> into)
    {
        var length = 0;
        for (var i = 0; i < form.Count; i++)
        {
            var name = form.NameAt(i);
            var value = form.ValueAt(i);
            if (value.IsEmpty || IsNotCovered(name, certificateMode)) continue;
            if (length > 0) into[length++] = (byte)'&';
            name.CopyTo(into[length..]);
            length += name.Length;
            into[length++] = (byte)'=';
            value.CopyTo(into[length..]);
            length += value.Length;
        }
        return into[..length];
    }

    private static bool IsNotCovered(ReadOnlySpan<byte> name, bool certificateMode) =>
        name.SequenceEqual("sign"u8) || name.SequenceEqual("sign_type"u8)
            || (certificateMode && name.SequenceEqual("alipay_cert_sn"u8));
}
