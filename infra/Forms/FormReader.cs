using System.Buffers;

namespace PayFunctions.Infra.Forms;

/// <summary>Decodes <c>application/x-www-form-urlencoded</c> once, strictly: what two readers could read in two ways is
/// refused.</summary>
internal static class FormReader
{
    private const int NameLengthMax = 64;

    /// <summary>Visible ASCII that stands for itself in a form.</summary>
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        [.. Enumerable.Range('!', '~' - '!' + 1).Select(one => (byte)one).Except("%+=&"u8.ToArray())]);

    /// <param name="text">Receives the decoded bytes; as long as <paramref name="body"/>.</param>
    /// <param name="fields">Receives the fields, sorted by name.</param>
    /// <returns>Null when <paramref name="form"/> is there; it lives as long as <paramref name="text"/>.</returns>
    public static FormProblem? Read(
        ReadOnlySpan<byte> body, Span<byte> text, Span<FormField> fields, out Form form)
    {
        form = default;
        var (count, used) = (0, 0);
        while (true)
        {
            var end = body.IndexOf((byte)'&');
            var pair = end < 0 ? body : body[..end];
            if (count == fields.Length) return FormProblem.TooManyFields;
            if (!TryReadPair(pair, text, ref used, out var field)) return FormProblem.Malformed;
            if (!TryInsert(fields, count++, field, text)) return FormProblem.DuplicateField;
            if (end < 0) break;
            body = body[(end + 1)..];
        }
        form = new(text[..used], fields[..count]);
        return null;
    }

    private static bool TryReadPair(ReadOnlySpan<byte> pair, Span<byte> text, ref int used, out FormField field)
    {
        field = default;
        var equals = pair.IndexOf((byte)'=');
        if (equals < 1) return false;
        var name = used;
        if (!TryDecode(pair[..equals], text, ref used) || !IsName(text[name..used])) return false;
        var value = used;
        if (!TryDecode(pair[(equals + 1)..], text, ref used)) return false;
        field = new(name, value - name, value, used - value, FormField.PrefixOf(text[name..value]));
        return true;
    }

    private static bool TryDecode(ReadOnlySpan<byte> coded, Span<byte> text, ref int used)
    {
        while (true)
        {
            // What stands for itself comes in runs.
            var run = coded.IndexOfAnyExcept(Plain);
            if (run < 0) run = coded.Length;
            coded[..run].CopyTo(text[used..]);
            used += run;
            if (run == coded.Length) return true;
            coded = coded[run..];
            var one = (byte)' ';
            var length = 1;
            if (coded[0] == (byte)'%')
            {
                if (coded.Length < 3) return false;
                var (high, low) = (Hex(coded[1]), Hex(coded[2]));
                if ((high | low) < 0) return false;
                (one, length) = ((byte)((high << 4) | low), 3);
            }
            else if (coded[0] != (byte)'+') return false;
            text[used++] = one;
            coded = coded[length..];
        }
    }

    /// <summary>Keeps the fields sorted as they come; false for a name that is there already.</summary>
    private static bool TryInsert(Span<FormField> fields, int count, FormField field, ReadOnlySpan<byte> text)
    {
        var name = text.Slice(field.Name, field.NameLength);
        var at = count;
        for (; at > 0; at--)
        {
            var before = fields[at - 1];
            var order = before.CompareName(text, field.Prefix, name);
            if (order == 0) return false;
            if (order < 0) break;
            fields[at] = before;
        }
        fields[at] = field;
        return true;
    }

    private static bool IsName(ReadOnlySpan<byte> name)
    {
        if (name.Length > NameLengthMax) return false;
        foreach (var one in name)
            if (!char.IsAsciiLetterOrDigit((char)one) && one != (byte)'_') return false;
        return true;
    }

    private static int Hex(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => -1,
    };
}
