using System.Text;
using PayFunctions.Infra.Forms;

namespace PayFunctions.Infra.UnionPay;

/// <summary>Reads what the gateway answers: <c>key=value&amp;…</c>, as a form or, from older ends of it, as it is.</summary>
/// <remarks>
/// A signature always ends in <c>==</c>, which no form has, so the two can't be taken for each other; and a wrong reading
/// would not verify.
/// </remarks>
internal static class AnswerText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Null where it is neither.</returns>
    public static SortedDictionary<string, string>? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var fields = new FormField[Form.FieldsMax];
            var problem = FormReader.Read(body, new byte[body.Length], fields, out var form);
            if (problem is null) return Take(form);
            return problem == FormProblem.Malformed ? Split(Strict.GetString(body)) : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static SortedDictionary<string, string> Take(in Form form)
    {
        var read = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < form.Count; i++)
            read.Add(Strict.GetString(form.NameAt(i)), Strict.GetString(form.ValueAt(i)));
        return read;
    }

    /// <summary>What stands in braces or brackets may hold <c>&amp;</c> and <c>=</c> of its own.</summary>
    private static SortedDictionary<string, string>? Split(string text)
    {
        var read = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var (start, depth) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (text[i] != '&' || depth > 0))
            {
                depth += text[i] is '{' or '[' ? 1 : text[i] is '}' or ']' ? -1 : 0;
                if (depth < 0) return null;
                continue;
            }
            if (read.Count == Form.FieldsMax || !TryAdd(read, text[start..i])) return null;
            start = i + 1;
        }
        return depth == 0 ? read : null;
    }

    private static bool TryAdd(SortedDictionary<string, string> read, string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && pair[..equals].All(char.IsAsciiLetterOrDigit)
            && read.TryAdd(pair[..equals], pair[(equals + 1)..]);
    }
}
